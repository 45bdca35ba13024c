/// The headings found so far: what may come next, and under which label.
struct PlainTextHeadings {
    private(set) var count = 0
    /// The level of the heading that was added last.
    private(set) var level = 1
    private var part = 1
    private var article: (label: String, kind: String, ordinal: PlainTextOrdinal)?
    private var section: (label: String, ordinals: [PlainTextOrdinal])?
    private var subsection: [PlainTextOrdinal]?
    private var used: Set<String> = []
    private var seen: Set<String> = []

    /// Whether a heading takes its place behind the ones before; a repeated page header or a citation does not.
    func accepts(_ heading: PlainTextHeading) -> Bool {
        guard let ordinal = heading.ordinals.first else { return false }
        switch heading.style {
        case .article, .capitals:
            guard let article else { return ordinal.isFirst || heading.style == .article }
            // Another kind than before, as the first appendix behind the last article.
            guard article.kind == heading.kind else {
                return !seen.contains("\(heading.kind) \(heading.number)") || ordinal.isFirst
            }
            if ordinal.follows(article.ordinal) { return true }
            if ordinal == article.ordinal { return false }
            if ordinal.isFirst { return true }
            // An article that was left out: some numbers on, but no citation of one far off.
            let step = (ordinal.roman ?? ordinal.value) - (article.ordinal.roman ?? article.ordinal.value)
            return ordinal.form == article.ordinal.form && step > 0 && step <= 5
        case .section:
            guard let section, section.ordinals.count == 1, let last = section.ordinals.first else {
                return article == nil || ordinal.isFirst || heading.standsAlone
            }
            if ordinal.follows(last) || ordinal.isFirst && ordinal != last { return true }
            return heading.standsAlone && ordinal.form == last.form && ordinal.value > last.value
                && ordinal.value <= last.value + 3
        case .numbered:
            guard let article, article.kind.isEmpty,
                ordinal.value
                    == (article.ordinal.form == .digits ? article.ordinal.value : article.ordinal.roman ?? 0)
            else { return false }
            return takesPlace(heading.ordinals)
        }
    }

    /// Adds an accepted heading.
    ///
    /// - Returns: its label: the path to it, which no other heading of the text has.
    mutating func add(_ heading: PlainTextHeading) -> String {
        count += 1
        var label: String
        switch heading.style {
        case .article, .capitals:
            if article?.kind == heading.kind, heading.ordinals[0].isFirst, !seen.isEmpty,
                seen.contains("\(heading.kind) \(heading.number)")
            {
                part += 1
                seen = []
            }
            seen.insert("\(heading.kind) \(heading.number)")
            label = heading.kind.isEmpty ? heading.number : "\(heading.kind) \(heading.number)"
            if part > 1 { label = "part \(part)/\(label)" }
            label = unique(label)
            article = (label, heading.kind, heading.ordinals[0])
            (section, subsection) = (nil, nil)
            level = 2
        case .section:
            label = unique((article.map { "\($0.label)/" } ?? "") + heading.number)
            section = (label, heading.ordinals)
            subsection = nil
            level = article == nil ? 2 : 3
        case .numbered:
            label = unique(part > 1 ? "part \(part)/\(heading.number)" : heading.number)
            if heading.ordinals.count == 3, section != nil {
                subsection = heading.ordinals
                level = 4
            } else {
                section = (label, heading.ordinals)
                subsection = nil
                level = 3
            }
        }
        return label
    }

    /// Whether `8.2.1` comes behind `8.2`, `8.2.2` behind `8.2.1`, `8.3` behind any of them.
    private func takesPlace(_ ordinals: [PlainTextOrdinal]) -> Bool {
        func isNext(_ value: Int, _ last: Int?) -> Bool {
            guard let last else { return value <= 2 }
            return value > last && value <= last + 2
        }
        let last = section?.ordinals.count ?? 0 >= 2 ? section?.ordinals[1].value : nil
        if ordinals.count == 2 { return isNext(ordinals[1].value, last) }
        guard ordinals[1].value == last else { return false }
        return isNext(ordinals[2].value, subsection?[2].value)
    }

    private mutating func unique(_ label: String) -> String {
        if used.insert(label).inserted { return label }
        var number = 2
        while !used.insert("\(label) no. \(number)").inserted { number += 1 }
        return "\(label) no. \(number)"
    }
}

/// Which line begins an item, `(a)`, `3.`, `iv)`: one whose number follows the last of its form, or is a first.
struct PlainTextItems {
    private var last: [String: PlainTextOrdinal] = [:]

    /// Whether a line begins an item; in the midst of a paragraph only where its number takes its place.
    mutating func begins(_ line: PlainTextLine, follows isOpen: Bool) -> Bool {
        guard let word = line.text.split(separator: " ", maxSplits: 1).first else { return false }
        if ["•", "-", "*", "o", "\u{F0B7}", "\u{F0A7}", "\u{F0D8}"].contains(word) { return true }
        guard word.utf8.count <= 8, let mark = word.last, ".)]:".contains(mark) else { return false }
        var core = word.dropLast()
        var open = ""
        if let first = core.first, "([".contains(first) {
            open = String(first)
            core.removeFirst()
        }
        guard let ordinal = PlainTextOrdinal(core) else { return false }
        let style = "\(open)\(mark)\(ordinal.form)"
        let takesPlace = ordinal.isFirst || (last[style].map { ordinal.follows($0) } ?? false)
        guard takesPlace || !isOpen else { return false }
        last[style] = ordinal
        return true
    }
}
