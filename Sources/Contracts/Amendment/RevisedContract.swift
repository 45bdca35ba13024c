/// A contract while its changes are made: sections in their new order, unchanged ones as their own lines.
struct RevisedContract {
    /// A section as it comes to stand.
    struct Revised {
        /// The section of the base; nil for a new one.
        let base: Int?
        let level: Int
        var title: String
        /// Its label where its number gives one; nil where its words do.
        var label: String?
        var heading: [Substring]
        /// What is to stand under the heading.
        var blocks: [Block]
        /// For each block the one of the base that it was; nil for a new one.
        var origins: [Int?]
        var body: [Substring]
    }

    private let base: ContractDocument
    private let places: ContractPlaces
    private let source: SourceSections
    private(set) var sections: [Revised] = []
    /// The labels that sections of the base get, by their places; those that keep theirs are not in it.
    private(set) var labels: [Int: String] = [:]
    private(set) var deleted: Set<Int> = []

    init(_ base: ContractDocument, _ places: ContractPlaces, _ edits: [AmendmentEdit]) {
        self.base = base
        self.places = places
        source = SourceSections(base)
        var bySection: [Int: [AmendmentEdit]] = [:]
        var added: [Int: [AmendmentEdit.AddedSection]] = [:]
        for edit in edits {
            if case .new(let new) = edit {
                added[new.position, default: []].append(new)
            } else if let section = edit.section {
                bySection[section, default: []].append(edit)
            }
        }
        labels = Self.labels(edits, places)
        var index = 0
        while index <= places.sections.count {
            for new in Self.ordered(added[index] ?? []) { add(new) }
            guard index < places.sections.count else { break }
            let changes = bySection[index] ?? []
            if let subtree = changes.compactMap(\.subtree).first {
                // New sections beside the deleted one keep their places.
                deleted.formUnion(places.inside(index))
                if let text = subtree.text { add(text, base: index) }
                let end = places.ends[index]
                for inner in index + 1..<max(end, index + 1) {
                    for new in Self.ordered(added[inner] ?? []) { add(new) }
                }
                index = end
                continue
            }
            sections.append(revised(index, changes))
            index += 1
        }
    }

    private static func ordered(_ new: [AmendmentEdit.AddedSection]) -> [AmendmentEdit.AddedSection] {
        new.sorted { one, other in
            // A deeper one belongs to the section that ends here, an outer one comes behind it.
            let (left, right) = (one.parent ?? -1, other.parent ?? -1)
            return left != right ? left > right : isNumber(one.label, before: other.label)
        }
    }

    /// The labels after renumbering; what stands inside a renumbered section goes with it.
    static func labels(_ edits: [AmendmentEdit], _ places: ContractPlaces) -> [Int: String] {
        var labels: [Int: String] = [:]
        for edit in edits { if case .number(let section, let label) = edit { labels[section] = label } }
        guard !labels.isEmpty else { return [:] }
        for index in places.sections.indices where labels[index] == nil {
            guard let parent = places.parents[index], let new = labels[parent] else { continue }
            let (old, own) = (places.sections[parent].label, places.sections[index].label)
            for mark in [".", "-", "/"] where own.hasPrefix(old + mark) {
                labels[index] = new + own.dropFirst(old.count)
            }
        }
        return labels
    }

    // MARK: Sections

    private func revised(_ index: Int, _ edits: [AmendmentEdit]) -> Revised {
        let section = places.sections[index]
        let piece = source.pieces[index]
        var title = section.title
        for edit in edits {
            if case .title(_, let new) = edit { title = new }
            if case .body(_, let text) = edit, let new = text.title { title = new }
        }
        let label =
            labels[index]
            ?? (SectionLabel(section.title).number != nil || hasOwnLabel(piece) ? section.label : nil)
        if let new = labels[index] { title = Self.renumbered(title, from: section.label, to: new) }
        var result = Revised(
            base: index,
            level: section.level,
            title: title,
            label: label,
            heading: piece.heading,
            blocks: section.blocks,
            origins: Array(section.blocks.indices),
            body: piece.body
        )
        if title != section.title || labels[index] != nil && hasOwnLabel(piece) {
            result.heading = heading(section.level, title, label)
        }
        if let text = edits.compactMap(\.body).first {
            result.blocks = text.blocks
            result.origins = text.blocks.map { _ in nil }
            result.body = Self.parted(text.body)
        } else if edits.contains(where: \.isOfBlocks) {
            let parts = RevisedBlocks(section, piece, edits)
            (result.blocks, result.origins) = (parts.blocks, parts.origins)
            result.body = parts.lines
        }
        return result
    }

    /// Lines with one empty line before and behind them.
    private static func parted(_ body: [String]) -> [Substring] {
        let lines = body.drop { $0.allSatisfy(\.isWhitespace) }
        return [""] + lines.map { Substring($0) } + [""]
    }

    private func hasOwnLabel(_ piece: SourceSections.Piece) -> Bool {
        piece.heading.contains { $0.contains("{#") }
    }

    private func heading(_ level: Int, _ title: String, _ label: String?) -> [Substring] {
        let marks = String(repeating: "#", count: level)
        // Behind the marks of a heading a point is no mark.
        let words = PlainTextMarkdown.escaped(title).replacing("\\.", with: ".").replacing("\\)", with: ")")
        let needsLabel = label.map { SectionLabel(title).number != $0 } ?? false
        let suffix = needsLabel ? " {#\(label ?? "")}" : ""
        return ["\(marks) \(words)\(suffix)"]
    }

    /// A heading with another number: the first place where the old one stands by itself.
    static func renumbered(_ title: String, from old: String, to new: String) -> String {
        func own(_ label: String) -> String {
            let own = ContractPlaces.ownNumber(label)
            return own.hasPrefix("Appendix ") ? String(own.dropFirst(9)) : own
        }
        guard own(old) != own(new) else { return title }
        var words = title.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for (index, word) in words.enumerated() {
            let core = word.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
            var number = core
            while let last = number.last, ".-".contains(last) { number.removeLast() }
            guard number.lowercased() == own(old).lowercased() else { continue }
            words[index] = own(new) + word.dropFirst(number.count)
            break
        }
        return words.joined(separator: " ")
    }

    private mutating func add(_ new: AmendmentEdit.AddedSection) {
        add(new.text, base: nil, label: new.label, level: new.parent.map { level(of: $0) + 1 } ?? 2)
    }

    private func level(of section: Int) -> Int { places.sections[section].level }

    private mutating func add(_ text: AmendedText, base: Int?, label: String? = nil, level: Int? = nil) {
        let section = base.map { places.sections[$0] }
        let title = text.title ?? section?.title ?? ""
        let own =
            label
            ?? section.flatMap {
                SectionLabel($0.title).number != nil || hasOwnLabel(source.pieces[base ?? 0]) ? $0.label : nil
            }
        let depth = section?.level ?? level ?? 2
        sections.append(
            Revised(
                base: nil,
                level: depth,
                title: title,
                label: own,
                heading: heading(depth, title, own),
                blocks: text.blocks,
                origins: text.blocks.map { _ in nil },
                body: Self.parted(text.body)
            )
        )
        for inner in text.sections {
            sections.append(
                Revised(
                    base: nil,
                    level: inner.level,
                    title: inner.title,
                    label: nil,
                    heading: inner.heading.map { Substring($0) },
                    blocks: inner.blocks,
                    origins: inner.blocks.map { _ in nil },
                    body: inner.body.map { Substring($0) }
                )
            )
        }
    }

    // MARK: The text

    /// The text in the contract format.
    var markdown: String {
        var lines = source.head
        for section in sections {
            while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
            lines += [""] + section.heading + section.body
        }
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The document, once it was read back and says what was meant.
    ///
    /// - Throws: `malformed` where the result is no document; `incomplete` where it reads back otherwise.
    func document(name: String) throws(ContractError) -> ContractDocument {
        let document = try ContractDocument(markdown: markdown, name: name)
        let read = document.sections
        func fault(_ line: Int, _ title: String) -> ContractError {
            ContractError(
                .incomplete,
                in: name,
                line: line,
                "'\(shortened(title))' does not read back as it was amended; make this change by hand."
            )
        }
        guard document.title == base.title, document.preface.count == base.preface.count else {
            throw fault(1, document.title)
        }
        for (index, section) in sections.enumerated() {
            guard index < read.count else {
                throw fault(document.markdown.utf8.count { $0 == 0x0A }, section.title)
            }
            let found = read[index]
            guard found.title == section.title, found.level == section.level,
                section.label.map({ $0 == found.label }) ?? true,
                found.blocks.count == section.blocks.count,
                zip(found.blocks, section.blocks).allSatisfy({ $0.saysTheSame(as: $1) })
            else { throw fault(found.line, section.title) }
        }
        guard read.count == sections.count else {
            throw fault(read[sections.count].line, read[sections.count].title)
        }
        return document
    }
}

extension AmendmentEdit {
    fileprivate var subtree: (text: AmendedText?, Bool)? {
        guard case .subtree(_, let text) = self else { return nil }
        return (text, true)
    }

    fileprivate var body: AmendedText? {
        guard case .body(_, let text) = self else { return nil }
        return text
    }

    fileprivate var isOfBlocks: Bool {
        switch self {
        case .words, .cell, .blocks: true
        default: false
        }
    }
}
