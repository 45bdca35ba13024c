extension ReferenceChange {
    /// Every citation that a renumbering concerns, and every one that changed.
    static func changes(in sections: [SectionChange], _ moves: [BlockMove]) -> [ReferenceChange] {
        let numbering = Numbering(sections)
        var found: [ReferenceChange] = []
        for section in sections {
            guard let old = section.old?.label ?? section.new?.label, let new = section.new?.label else {
                continue
            }
            for block in section.blocks {
                guard let line = block.new?.line else { continue }
                func add(_ runs: [WordRun], from place: String) {
                    found += numbering.changes(in: runs, from: place, to: new, line: line)
                }
                if block.old != nil || block.move != nil {
                    add(block.move?.runs ?? block.runs, from: block.move?.from.label ?? old)
                }
                for run in block.shownRuns where run.fate == .inserted {
                    guard let id = run.move, moves.indices.contains(id - 1) else { continue }
                    add(moves[id - 1].runs, from: moves[id - 1].from.label)
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

    /// What became of the citations in some words that stood in a section and stand in another.
    func changes(in runs: [WordRun], from place: String, to section: String, line: Int) -> [ReferenceChange] {
        pairs(in: runs).compactMap { pair in
            fate(of: pair.old, now: pair.new, from: place).map { fate, expected in
                ReferenceChange(
                    fate: fate,
                    old: pair.old.text(label: pair.old.number),
                    new: pair.new.text(label: pair.new.number),
                    expected: expected,
                    section: section,
                    line: line
                )
            }
        }
    }

    /// Citations that stay, and those that took another's place; what moved is no other's place.
    private func pairs(in runs: [WordRun]) -> [(old: Citation, new: Citation)] {
        var pairs: [(old: Citation, new: Citation)] = []
        let runs = runs.filter { $0.move == nil }
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

    private func fate(
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
