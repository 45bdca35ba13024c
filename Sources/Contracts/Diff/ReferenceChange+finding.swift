extension ReferenceChange {
    /// Every citation that a renumbering concerns, and every one that changed.
    static func changes(in sections: [SectionChange]) -> [ReferenceChange] {
        let numbering = Numbering(sections)
        var found: [ReferenceChange] = []
        for section in sections {
            guard let old = section.old?.label ?? section.new?.label, let new = section.new?.label else {
                continue
            }
            for block in section.blocks {
                guard let line = block.new?.line, block.old != nil || block.move != nil else { continue }
                let place = block.move?.from.label ?? old
                for pair in numbering.pairs(in: block.move?.runs ?? block.runs) {
                    guard let (fate, expected) = numbering.fate(of: pair.old, now: pair.new, from: place)
                    else {
                        continue
                    }
                    found.append(
                        ReferenceChange(
                            fate: fate,
                            old: pair.old.text(label: pair.old.number),
                            new: pair.new.text(label: pair.new.number),
                            expected: expected,
                            section: new,
                            line: line
                        )
                    )
                }
            }
        }
        return found
    }
}

/// Which label a section of the old text has in the new one.
private struct Numbering {
    private var newLabels: [String: String] = [:]
    private var oldLabels: Set<String> = []
    private var hasChanges = false

    init(_ sections: [SectionChange]) {
        for section in sections where !section.continuesOld && !section.continuesNew {
            guard let old = section.old?.label, !old.isEmpty else { continue }
            oldLabels.insert(old)
            newLabels[old] = section.new?.label
            if section.new?.label != old { hasChanges = true }
        }
    }

    /// Citations that stay, and those that took another's place.
    func pairs(in runs: [WordRun]) -> [(old: Citation, new: Citation)] {
        var pairs: [(old: Citation, new: Citation)] = []
        for (index, run) in runs.enumerated() {
            switch run.fate {
            case .equal where hasChanges: pairs += Citation.all(in: run.text).map { ($0, $0) }
            case .deleted where index + 1 < runs.count && runs[index + 1].fate == .inserted:
                let (olds, news) = (Citation.all(in: run.text), Citation.all(in: runs[index + 1].text))
                if olds.count == news.count { pairs += zip(olds, news).filter { $0 != $1 } }
            default: break
            }
        }
        return pairs
    }

    func fate(
        of old: Citation,
        now new: Citation,
        from place: String
    ) -> (ReferenceChange.Fate, expected: String?)? {
        guard let label = old.label(from: place, in: oldLabels) else {
            return old == new ? nil : (.retargeted, nil)
        }
        let now = newLabels[label]
        let expected = now.map { old.text(label: $0) }
        let written = new.text(label: new.number)
        if old == new { return expected == written ? nil : (.stale, expected) }
        return (expected == written ? .follows : .retargeted, expected)
    }
}
