extension InstructionGrammar {
    /// The places named next: one, a list, or a range; nil where none is named.
    mutating func targets() throws(Refusal) -> [AmendmentTarget]? {
        let start = index
        guard let first = target() else {
            index = start
            return nil
        }
        var all = [first]
        while all.count < 200, let last = all.last, last.parts.isEmpty, let step = last.steps.last {
            let mark = index
            let isRange = accept("through") || accept("to") || accept("–") || accept("-")
            guard isRange || accept("and") || hasComma(at: index - 1) else { break }
            if !isRange { _ = accept("and") }
            _ = accept(step.keyword.lowercased())
            guard let word = peek()?.word, let (number, brackets) = Self.number(word), brackets.isEmpty,
                number.first?.isNumber == true
                    || number.count <= 5 && number == number.uppercased() && AmendmentTarget.isNumber(number)
            else {
                index = mark
                break
            }
            index += 1
            if isRange {
                guard let numbers = Self.range(step.number, number) else {
                    throw Refusal(
                        "Which sections lie between \(step.number) and \(number) is not clear.",
                        mend: "Name each of them."
                    )
                }
                all += numbers.map { Self.replacing(last, number: $0) }
            } else {
                all.append(Self.replacing(last, number: number))
            }
            skipAgreement()
        }
        return all
    }

    /// The places named next, those without a section of their own inside another.
    mutating func targets(in place: AmendmentTarget?) throws(Refusal) -> [AmendmentTarget]? {
        guard let found = try targets() else { return nil }
        guard let place else { return found }
        return found.map { target in
            guard target.steps.isEmpty || target.steps[0].kind == .item && place.parts.isEmpty else {
                return target
            }
            return AmendmentTarget(steps: place.steps + target.steps, parts: place.parts + target.parts)
        }
    }

    /// A place behind words: `in Section 5.1`, `of Article 8`, `from the second sentence of 8.2`.
    mutating func targetBehind() throws(Refusal) -> AmendmentTarget? {
        let start = index
        guard accept("in") || accept("of") || accept("from") || accept("within") || accept("under") else {
            return nil
        }
        guard let found = try targets() else {
            index = start
            return nil
        }
        guard found.count == 1 else {
            throw Refusal("It names several places at once.", mend: "Write an instruction for each of them.")
        }
        return found[0]
    }

    private static func replacing(_ target: AmendmentTarget, number: String) -> AmendmentTarget {
        var target = target
        let last = target.steps.removeLast()
        target.steps.append(.init(kind: last.kind, number: number, heading: nil, keyword: last.keyword))
        return target
    }

    private func hasComma(at index: Int) -> Bool {
        tokens.indices.contains(index) && tokens[index].word?.tail.contains(",") == true
    }

    // MARK: One place

    private mutating func target(depth: Int = 0) -> AmendmentTarget? {
        let start = index
        _ = accept("the")
        if let part = acceptPart() {
            let mark = index
            if depth < 4, accept("of") || accept("in"), var place = target(depth: depth + 1) {
                place.parts.append(part)
                return place
            }
            index = mark
            var alone = AmendmentTarget()
            alone.parts = [part]
            return alone
        }
        guard let steps = acceptSteps() else {
            index = start
            return nil
        }
        var place = AmendmentTarget(steps: steps)
        while place.parts.count < 4 {
            let mark = index
            _ = accept("the")
            guard hasComma(at: mark - 1), let part = acceptPart() else {
                index = mark
                break
            }
            place.parts.append(part)
        }
        return place
    }

    private mutating func acceptSteps() -> [AmendmentTarget.Step]? {
        guard var steps = acceptStep() else { return nil }
        while steps.count < 8 {
            let start = index
            let isInside = accept("of") || accept("in") || accept("under")
            let isJoined = isInside || hasComma(at: start - 1)
            _ = accept("the")
            // `Article 8 Section 2` goes inward by itself; other steps are joined by a word or a comma.
            guard let more = acceptStep(), isJoined || more[0].kind.depth > steps[steps.count - 1].kind.depth
            else {
                index = start
                break
            }
            // `Section 2 of Article 8`, `Section 2, Article 8`: the outer one goes before.
            let isOuter = isInside || more[0].kind == .article || more[0].kind == .appendix
            steps = isOuter ? more + steps : steps + more
        }
        skipAgreement()
        return steps
    }

    /// `Article 8`, `Section 8.2(a)(ii)`, `Section (B)(2)`, `the Preamble`, with the heading behind it.
    private mutating func acceptStep() -> [AmendmentTarget.Step]? {
        let start = index
        guard let word = peek()?.word, let kind = AmendmentTarget.Kind(word.key),
            word.tail.isEmpty || word.tail == "." || kind == .preamble
        else { return nil }
        index += 1
        let keyword = word.text.trimmedOfMarks
        if kind == .preamble { return [.init(kind: .preamble, number: "", heading: nil, keyword: keyword)] }
        guard let next = peek()?.word, let (number, brackets) = Self.number(next) else {
            index = start
            return nil
        }
        index += 1
        var steps: [AmendmentTarget.Step] = []
        if !number.isEmpty {
            steps.append(.init(kind: kind, number: number, heading: nil, keyword: keyword))
        }
        for (place, inside) in brackets.enumerated() {
            let isFirst = number.isEmpty && place == 0
            steps.append(
                .init(
                    kind: isFirst ? kind : .item,
                    number: inside,
                    heading: nil,
                    keyword: isFirst ? keyword : "item"
                )
            )
        }
        var closed = next.tail
        while closed.isEmpty, let more = peek()?.word,
            let inside = AmendmentTarget.brackets(
                Substring(more.text.prefix(more.text.count - more.tail.count))
            )
        {
            index += 1
            closed = more.tail
            steps += inside.map { .init(kind: .item, number: $0, heading: nil, keyword: "item") }
        }
        if let title = acceptTitle() { steps[steps.count - 1].heading = title }
        return steps
    }

    /// The number of a word such as `8.2(a)(ii),`: `8.2` and its brackets.
    static func number(_ word: InstructionText.Word) -> (String, brackets: [String])? {
        let core = word.text.prefix(word.text.count - word.tail.count)
        guard let open = core.firstIndex(of: "(") else {
            return AmendmentTarget.isNumber(String(core)) ? (String(core), []) : nil
        }
        let base = String(core[..<open])
        guard base.isEmpty || AmendmentTarget.isNumber(base),
            let brackets = AmendmentTarget.brackets(core[open...])
        else {
            return nil
        }
        return (base, brackets)
    }

    /// The heading by which a place is also called: `- Vacation Leave,`, `(Salary Schedule)`, `, Salary Schedule,`.
    mutating func acceptTitle() -> String? {
        let start = index
        let hadComma = hasComma(at: index - 1)
        let isDashed = acceptMarks()
        if let quoted = peek()?.quotation, hadComma || isDashed || accept("entitled") || accept("titled"),
            quoted.form == .marks,
            quoted.words.count <= 120, !isPayload
        {
            index += 1
            return quoted.words.trimmedOfMarks
        }
        let words = titleWords()
        guard !words.isEmpty, let follows = Optional(peek()) else {
            index = start
            return nil
        }
        var text = words.joined(separator: " ")
        let isBracketed = text.hasPrefix("(") && text.trimmedOfMarks.hasSuffix(")")
        if isBracketed { text = String(text.trimmedOfMarks.dropFirst().dropLast()) }
        // The title must end where something else plainly begins.
        let next = follows?.word
        let endsPlainly =
            next == nil && follows == nil || hasComma(at: index - 1)
            || next.map { Self.afterTitle.contains($0.key) || AmendmentTarget.Kind($0.key) != nil } ?? false
        guard endsPlainly, isBracketed || hadComma || isDashed || words.allSatisfy({ Self.isCapital($0) })
        else {
            index = start
            return nil
        }
        return text.trimmedOfMarks
    }

    private static let afterTitle: Set<String> = [
        "shall", "is", "are", "will", "currently", "to", "by", "of", "after", "following", "before", "be",
        "should", "reads",
        "remains", "in", "immediately", "hereby",
    ]

    /// Whether the quotation that stands here ends the statement, so that it is what the place is to read.
    private var isPayload: Bool { index + 1 == tokens.count }

    private mutating func titleWords() -> [String] {
        let small: Set<String> = [
            "and", "of", "or", "the", "in", "for", "to", "a", "an", "on", "with", "from", "&", "at", "by",
        ]
        var words: [String] = []
        if peek()?.word?.text.first == "(" {
            // Between brackets it is whatever stands there.
            let start = index
            while words.count < 12, let word = peek()?.word {
                words.append(word.text)
                index += 1
                if word.text.trimmedOfMarks.hasSuffix(")") { return words }
            }
            index = start
            return []
        }
        while words.count < 12, let word = peek()?.word {
            let isSmall = small.contains(word.key)
            let begins = word.text.first?.isUppercase == true || word.text.first == "("
            guard begins || (isSmall && !words.isEmpty && nextIsCapital) else { break }
            guard AmendmentTarget.Kind(word.key) == nil || !words.isEmpty && !nextIsNumber else { break }
            if Self.verbs.contains(word.key), words.isEmpty { break }
            words.append(word.text)
            index += 1
            if !word.tail.isEmpty { break }
        }
        return words
    }

    private var nextIsCapital: Bool {
        guard index + 1 < tokens.count, let next = tokens[index + 1].word else { return false }
        return next.text.first?.isUppercase == true && AmendmentTarget.Kind(next.key) == nil
            && !["agreement", "contract", "cba"].contains(next.key)
    }

    private var nextIsNumber: Bool {
        guard index + 1 < tokens.count, let next = tokens[index + 1].word else { return false }
        return Self.number(next) != nil
    }

    private static func isCapital(_ word: String) -> Bool {
        word.first?.isUppercase == true
            || ["and", "of", "or", "the", "in", "for", "to", "&", "a"].contains(word)
    }

    // MARK: Parts

    /// `first paragraph`, `second and last sentence`, `last two lines`, `heading`.
    private mutating func acceptPart() -> AmendmentTarget.Part? {
        let start = index
        if accept("heading") || accept("title") { return .heading }
        guard let word = peek()?.word, let number = Self.ordinal(word.key) else { return nil }
        index += 1
        if accept("paragraph") { return .paragraph(number) }
        if accept("sentence") { return .sentence(number) }
        _ = accept("two") || accept("three") || accept("four")
        if accept("line") || accept("lines") { return .lines }
        index = start
        return nil
    }

    private static func ordinal(_ word: String) -> Int? {
        if word == "final" { return 0 }
        if let place = AmendmentTarget.ordinals.firstIndex(of: word) { return place }
        guard let number = Int(word.prefix { $0.isNumber }), (1...99).contains(number),
            ["st", "nd", "rd", "th"].contains(String(word.drop { $0.isNumber }))
        else { return nil }
        return number
    }

    // MARK: Renumbering

    /// `as Section 8.5`, `as 8.5 through 8.7`, behind the places that get other numbers.
    mutating func renumbering(_ places: [AmendmentTarget]) throws(Refusal) -> [Instruction] {
        _ = accept("as")
        let mend = "Write 'Renumber Section 8.4 as Section 8.5', one for each."
        if let kind = peek()?.word.flatMap({ AmendmentTarget.Kind($0.key) }), kind != .preamble { index += 1 }
        guard let word = peek()?.word, let (first, brackets) = Self.number(word) else {
            throw Refusal("It does not say which number the section gets.", mend: mend)
        }
        index += 1
        var numbers = [brackets.isEmpty ? first : brackets[0]]
        while numbers.count < places.count {
            let isRange = accept("through") || accept("to")
            guard isRange || accept("and") || hasComma(at: index - 1), accept("and") || true,
                let next = peek()?.word, let (number, _) = Self.number(next)
            else { break }
            index += 1
            if isRange {
                guard let more = Self.range(numbers[numbers.count - 1], number) else { break }
                numbers += more
            } else {
                numbers.append(number)
            }
        }
        _ = accept("respectively")
        guard numbers.count == places.count else {
            throw Refusal(
                "It names \(places.count) sections and \(numbers.count) numbers for them.",
                mend: mend
            )
        }
        return zip(places, numbers).map { Instruction(act: .renumber($1), target: $0) }
    }

    /// The numbers behind one, up to another: 8.5, 8.6 for 8.4 and 8.6.
    static func range(_ first: String, _ last: String) -> [String]? {
        let isRoman = SectionNumber.areRoman([first, last])
        guard let one = SectionNumber(first, isRoman: isRoman),
            let other = SectionNumber(last, isRoman: isRoman),
            one.prefix == other.prefix, one.value < other.value, other.value - one.value < 200
        else { return nil }
        return (one.value + 1...other.value).compactMap { one.with($0) }
    }
}
