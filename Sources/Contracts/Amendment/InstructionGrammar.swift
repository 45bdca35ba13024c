/// Reads one statement as instructions: every word of it must have a meaning, or it is none.
struct InstructionGrammar {
    /// Why a statement cannot be read, and from which word on.
    struct Refusal: Error {
        let message: String
        let mend: String

        init(_ message: String, mend: String) {
            (self.message, self.mend) = (message, mend)
        }
    }

    /// What a statement says.
    enum Reading {
        case instructions([Instruction])
        /// Names the place of what follows: `Section 5.1 is amended as follows:`, a heading.
        case place(AmendmentTarget)
        /// Says that all else stays.
        case savings
        case nothing
    }

    let tokens: [InstructionText.Token]
    var index = 0
    /// Whether quotations between marks are in the contract format too.
    let isMarkdown: Bool
    private let context: AmendmentTarget?
    private let isHeading: Bool
    private var effective: String?

    /// - Parameters:
    ///   - statement: what is read.
    ///   - context: the place that a heading or an opening before it names.
    ///   - isMarkdown: whether the text is in the contract format.
    init(_ statement: InstructionText.Statement, context: AmendmentTarget?, isMarkdown: Bool) {
        tokens = statement.tokens
        isHeading = statement.isHeading
        self.context = context
        self.isMarkdown = isMarkdown
    }

    /// Reads the statement.
    mutating func reading() throws(Refusal) -> Reading {
        if isSavings { return .savings }
        skipMarker()
        skipLeadIn()
        let start = index
        if let place = try placeAlone() { return .place(place) }
        index = start
        let found = try instructions()
        guard !found.isEmpty else { return .nothing }
        if let rest = restOfStatement() { throw notUnderstood(rest) }
        return .instructions(
            found.map { instruction in
                var instruction = instruction
                instruction.effective = effective
                return instruction
            }
        )
    }

    // MARK: What goes before

    private var isSavings: Bool {
        let keys = tokens.compactMap { token -> String? in
            guard case .word(let word) = token else { return nil }
            return word.key
        }
        let remains = keys.contains { ["remain", "remains", "continue", "continues"].contains($0) }
        let others = keys.prefix(8).contains {
            ["other", "remaining", "balance", "otherwise", "herein"].contains($0)
        }
        let all =
            keys.contains("provisions") || keys.contains("terms") || keys.contains("articles")
            || keys.contains("language")
        return remains && others && all && !tokens.contains { $0.quotation != nil }
    }

    private mutating func skipMarker() {
        guard case .word(let word)? = tokens.first, tokens.count > 1 else { return }
        if InstructionText.isItem(Array(word.text + " x")) || word.text.allSatisfy({ $0 == "#" }) {
            index = 1
        }
        if isHeading, case .word(let next)? = peek(), InstructionText.isItem(Array(next.text + " x")) {
            index += 1
        }
    }

    private mutating func skipLeadIn() {
        while true {
            let start = index
            if accept("now") || accept("therefore") || accept("further") || accept("also") || accept("and")
                || accept("that") || accept("hereby")
            {
                continue
            }
            if accept("both") || accept("the"), accept("parties") {
                _ = accept("hereby") || accept("further") || accept("mutually")
                if accept("agree") {
                    _ = accept("that") || accept("to")
                    continue
                }
            }
            index = start
            if accept("it"), accept("is") {
                _ = accept("hereby") || accept("further")
                if accept("agreed"), accept("that") { continue }
            }
            index = start
            if skipDate() { continue }
            index = start
            return
        }
    }

    /// `Effective June 7, 2025,` and the like.
    private mutating func skipDate() -> Bool {
        let begins = accept("effective") || (accept("as") && accept("of")) || (accept("beginning"))
        guard begins else { return false }
        var words: [String] = []
        while case .word(let word)? = peek(), words.count < 14 {
            if !words.isEmpty,
                AmendmentTarget.Kind(word.key) != nil || Self.verbs.contains(word.key) || word.key == "in"
                    || word.key == "the" && words.last?.hasSuffix(",") == true
            {
                effective = words.joined(separator: " ").trimmedOfMarks
                return true
            }
            words.append(word.text)
            index += 1
        }
        return false
    }

    // MARK: Headings and openings

    /// `Article 8 — Compensation` alone, or `Section 5.1 is amended as follows:`.
    private mutating func placeAlone() throws(Refusal) -> AmendmentTarget? {
        let start = index
        guard tokens.allSatisfy({ $0.quotation == nil }) else { return nil }
        let opens = accept(anyOf: Self.amendVerbs)
        guard let places = try? targets(), places.count == 1, let place = places.first else {
            index = start
            return nil
        }
        let isAmended = opens || acceptIs() && accept(anyOf: Self.amendedWords)
        if isAmended {
            _ = accept("as") && accept("follows")
            if peek() == nil, endsWithColon { return place }
            index = start
            return nil
        }
        if peek() == nil || isDash(peek()) || isHeading {
            let rest = tokens[index...].compactMap(\.word)
            let mark = index
            let stays = acceptStays()
            index = mark
            let isTitle =
                !stays && rest.allSatisfy { !Self.verbs.contains($0.key) && !Self.acting.contains($0.key) }
            if place.parts.isEmpty, isTitle, rest.count <= 12, isHeading || !endsWithPoint || rest.isEmpty {
                return place
            }
        }
        index = start
        return nil
    }

    private var endsWithColon: Bool { tokens.last?.word?.tail.contains(":") ?? false }
    private var endsWithPoint: Bool { tokens.last?.word?.tail.contains(".") ?? false }

    // MARK: Statements

    private mutating func instructions() throws(Refusal) -> [Instruction] {
        var all: [Instruction] = []
        var place = context
        while true {
            let found = try next(in: place)
            guard !found.isEmpty else {
                if all.isEmpty { return [] }
                throw notUnderstood(restOfStatement() ?? "")
            }
            all += found
            place = found.last?.target ?? place
            let start = index
            skipJoint()
            if peek() == nil || start == index && !isBehindQuotation { return all }
        }
    }

    var isBehindQuotation: Bool { index > 0 && tokens[index - 1].quotation != nil }

    mutating func skipJoint() {
        while accept("and") || accept("then") || accept("also") || accept("by") || acceptMarks() {}
    }

    /// The next instruction, or several of one kind; empty where there is none.
    private mutating func next(in place: AmendmentTarget?) throws(Refusal) -> [Instruction] {
        let start = index
        if let found = try imperative(in: place) { return found }
        index = start
        if let found = try references(in: place) { return found }
        index = start
        if let found = try newSectionFirst() { return found }
        index = start
        if let found = try quotationFirst(in: place) { return found }
        index = start
        if let found = try placeFirst() { return found }
        index = start
        return []
    }

    /// `In Section 5.1, strike …`, `Section 5.1 is …`, `Section 5.1: no change`.
    private mutating func placeFirst() throws(Refusal) -> [Instruction]? {
        let isInside = accept("in") || accept("within") || accept("under")
        guard let places = try targets(), !places.isEmpty else { return nil }
        _ = acceptMarks()
        if isInside {
            guard places.count == 1 else { return nil }
            let start = index
            if let found = try imperative(in: places[0]) { return found }
            index = start
            if let found = try references(in: places[0]) { return found }
            index = start
            return try quotationFirst(in: places[0])
        }
        if let act = try passive(places) { return act }
        guard places.count == 1 else { return nil }
        return try imperative(in: places[0])
    }

    /// What is said of a place: `is amended to read`, `shall be deleted`, `is retained`.
    private mutating func passive(_ places: [AmendmentTarget]) throws(Refusal) -> [Instruction]? {
        let start = index
        func one(_ act: Instruction.Act) throws(Refusal) -> [Instruction] {
            guard places.count == 1 else {
                throw Refusal(
                    "It names several places at once.",
                    mend: "Write an instruction for each of them."
                )
            }
            return [Instruction(act: act, target: places[0])]
        }
        if acceptStays() { return places.map { Instruction(act: .retain, target: $0) } }
        if accept("shall") || accept("will") || accept("should") || accept("to") {
            if accept("read") || accept("state") || accept("provide") || accept("now", "read") {
                return try one(.read(try quotation("how the place is to read")))
            }
        }
        index = start
        _ = accept("currently") || accept("presently") || accept("now")
        if accept(anyOf: ["states", "provides", "reads"]) {
            let isNow = tokens[start..<index].contains { ["currently", "presently"].contains($0.word?.key) }
            _ = accept("as") && accept("follows")
            guard isNow, let quoted = acceptQuotation() else { return nil }
            return try one(.recite(quoted))
        }
        index = start
        guard acceptIs() else { return nil }
        if acceptStays() { return places.map { Instruction(act: .retain, target: $0) } }
        if accept(anyOf: Self.amendedWords) {
            skipEntirety()
            if accept("by") { return try operations(in: try single(places)) }
            guard acceptToRead() else { return nil }
            return try one(.read(try quotation("how the place is to read")))
        }
        if accept(anyOf: Self.deletedWords) {
            skipEntirety()
            let mark = index
            if accept("and"), accept(anyOf: ["replaced", "substituted"]), accept("with") || accept("by") {
                skipTheFollowing()
                return try one(.read(try quotation("what stands in its place")))
            }
            index = mark
            return places.map { Instruction(act: .delete, target: $0) }
        }
        if accept(anyOf: ["replaced", "superseded"]) {
            skipEntirety()
            guard accept("with") || accept("by") else { return nil }
            skipTheFollowing()
            return try one(.read(try quotation("what stands in its place")))
        }
        if accept(anyOf: ["renumbered", "redesignated", "relettered"]) {
            _ = accept("as") || accept("to") || accept("to", "be")
            return try renumbering(places)
        }
        if accept(anyOf: ["retitled", "renamed", "titled"]) {
            _ = accept("as") || accept("to")
            return try one(.retitle(try quotation("the new heading").words))
        }
        if accept(anyOf: Self.adjusted) {
            index = tokens.count
            return try one(.adjust)
        }
        return nil
    }

    /// `Delete …`, `Amend …`, `Strike …`, `Insert …`.
    private mutating func imperative(in place: AmendmentTarget?) throws(Refusal) -> [Instruction]? {
        let start = index
        if accept(anyOf: Self.amendVerbs) {
            let places = try targets(in: place) ?? place.map { [$0] } ?? []
            guard !places.isEmpty else { return nil }
            _ = acceptMarks()
            skipEntirety()
            if accept("by") { return try operations(in: try single(places)) }
            guard acceptToRead() else { return nil }
            return [
                Instruction(act: .read(try quotation("how the place is to read")), target: try single(places))
            ]
        }
        if accept("renumber") || accept("redesignate") || accept("reletter") {
            if let place = try acceptFollowing() {
                return [Instruction(act: .renumberFollowing, target: place)]
            }
            guard let places = try targets(in: place) else { return nil }
            _ = accept("to", "be") || accept("as") || accept("to")
            return try renumbering(places)
        }
        index = start
        if let place = try acceptFollowing(), acceptIs(), accept("renumbered") || accept("redesignated") {
            guard accept("accordingly") else { return nil }
            return [Instruction(act: .renumberFollowing, target: place)]
        }
        index = start
        if accept("retain") || accept("maintain") || accept("keep") {
            guard let places = try targets(in: place) else { return nil }
            _ =
                accept("as", "written") || accept("as", "is") || accept("unchanged")
                || accept("without", "change")
                || accept("current", "language")
            return places.map { Instruction(act: .retain, target: $0) }
        }
        if accept("replace"), let places = try targets(in: place) {
            skipEntirety()
            guard accept("with") || accept("by") else { return nil }
            skipTheFollowing()
            return [
                Instruction(act: .read(try quotation("what stands in its place")), target: try single(places))
            ]
        }
        index = start
        if accept(anyOf: ["delete", "strike", "remove", "eliminate", "repeal"]) {
            _ = accept("out")
            if let places = try targets(in: place) {
                skipEntirety()
                let mark = index
                if accept("and"), accept(anyOf: ["replace", "substitute", "insert"]) {
                    _ = accept("it") || accept("them")
                    _ = accept("with") || accept("by")
                    skipTheFollowing()
                    if let quoted = acceptQuotation() {
                        skipInPlace()
                        return [Instruction(act: .read(quoted), target: try single(places))]
                    }
                }
                index = mark
                return places.map { Instruction(act: .delete, target: $0) }
            }
            if place != nil,
                peek() == nil || accept("in", "its", "entirety") || peekIs(["and"]) && !hasQuotation
            {
                return place.map { [Instruction(act: .delete, target: $0)] }
            }
        }
        index = start
        return try operations(in: place)
    }

    private var hasQuotation: Bool { tokens[index...].contains { $0.quotation != nil } }

    func single(_ places: [AmendmentTarget]) throws(Refusal) -> AmendmentTarget {
        guard places.count == 1 else {
            throw Refusal("It names several places at once.", mend: "Write an instruction for each of them.")
        }
        return places[0]
    }
}
