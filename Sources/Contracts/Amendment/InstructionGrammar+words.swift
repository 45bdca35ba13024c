extension InstructionText.Token {
    var word: InstructionText.Word? {
        guard case .word(let word) = self else { return nil }
        return word
    }

    var quotation: Quotation? {
        guard case .quotation(let quotation) = self else { return nil }
        return quotation
    }
}

extension InstructionGrammar {
    static let amendVerbs: Set<String> = ["amend", "revise", "modify", "change", "update", "edit", "rewrite"]
    static let amendedWords: Set<String> = [
        "amended", "revised", "modified", "changed", "updated", "rewritten", "edited",
    ]
    static let deletedWords: Set<String> = [
        "deleted", "stricken", "struck", "removed", "eliminated", "repealed", "rescinded",
    ]
    static let adjusted: Set<String> = [
        "increased", "decreased", "raised", "reduced", "adjusted", "improved",
    ]
    static let acting: Set<String> = [
        "striking", "deleting", "removing", "inserting", "adding", "replacing", "substituting", "changing",
        "insert",
        "insertion", "deletion", "renumbering",
    ]
    /// Words by which a statement tells that something is to be done to the contract.
    static let verbs: Set<String> =
        amendVerbs.union(amendedWords).union(deletedWords).union(adjusted).union(acting).union([
            "delete", "strike", "remove", "eliminate", "repeal", "insert", "add", "added", "inserted",
            "append", "replace",
            "replaced", "substitute", "substituted", "renumber", "renumbered", "redesignate", "redesignated",
            "reletter",
            "relettered", "retain", "retained", "retitled", "renamed", "increase", "decrease", "raise",
            "reduce", "superseded",
            "include", "create", "appending", "including", "amending", "modifying", "revising", "move",
            "moved", "relocate",
            "combine", "merge", "maintain", "keep",
        ])

    func peek() -> InstructionText.Token? { index < tokens.count ? tokens[index] : nil }

    func peekIs(_ keys: Set<String>) -> Bool {
        guard let key = peek()?.word?.key else { return false }
        return keys.contains(key)
    }

    /// Takes words where they stand next, all or none.
    mutating func accept(_ keys: String...) -> Bool {
        guard index + keys.count <= tokens.count else { return false }
        for (offset, key) in keys.enumerated() where tokens[index + offset].word?.key != key { return false }
        index += keys.count
        return true
    }

    mutating func accept(anyOf keys: Set<String>) -> Bool {
        guard peekIs(keys) else { return false }
        index += 1
        return true
    }

    mutating func acceptQuotation() -> Quotation? {
        guard let quotation = peek()?.quotation else { return nil }
        index += 1
        return quotation
    }

    /// A quotation that must stand here.
    mutating func quotation(_ what: String) throws(Refusal) -> Quotation {
        _ = accept("as") && accept("follows")
        skipTheFollowing()
        guard let found = acceptQuotation() else {
            throw Refusal(
                "It does not say \(what), or not between marks that show where it ends.",
                mend: "Put the text between quotation marks, or behind '>' at the start of each line."
            )
        }
        try refuseUnclosed(found)
        return found
    }

    func refuseUnclosed(_ quotation: Quotation) throws(Refusal) {
        guard quotation.form == .unclosed else { return }
        throw Refusal(
            "The quotation that opens in line \(quotation.lines.lowerBound) does not close where one can tell.",
            mend: "Pair the quotation marks, or put '>' at the start of each quoted line in their place."
        )
    }

    /// The words of a quotation, without the marks of the contract format.
    func plain(_ quotation: Quotation) -> String {
        guard quotation.form == .block || isMarkdown else { return quotation.words }
        let text = quotation.words
        guard text.contains(where: { "\\*_`&[<".contains($0) }),
            let document = try? ContractDocument(markdown: "# T\n\nx \(text)\n", name: ""),
            document.preface.count == 1
        else { return text }
        return String(document.preface[0].text.dropFirst(2))
    }

    // MARK: Turns of phrase

    /// `is`, `are`, `shall be`, `will be`, with `hereby`.
    mutating func acceptIs() -> Bool {
        let start = index
        _ = accept("hereby")
        let found =
            accept("is", "to", "be") || accept("is") || accept("are") || accept("shall", "hereby", "be")
            || accept("shall", "be")
            || accept("will", "be") || accept("should", "be") || accept("to", "be") || accept("be")
            || accept("has", "been")
        guard found else {
            index = start
            return false
        }
        _ = accept("hereby") || accept("further") || accept("also")
        return true
    }

    /// `to read as follows`, `as follows`, `so as to read`, `to state`.
    mutating func acceptToRead() -> Bool {
        let start = index
        skipEntirety()
        _ = accept("so", "as") || accept("and", "shall") || accept("which", "shall") || accept("and")
        let found =
            accept("to", "read") || accept("to", "state") || accept("to", "provide") || accept("read")
            || accept("reading")
            || accept("shall", "read")
        let follows =
            accept("as", "follows") || accept("in", "its", "entirety", "as", "follows")
            || accept("in", "full")
        guard found || follows else {
            index = start
            return false
        }
        skipEntirety()
        return true
    }

    mutating func skipEntirety() {
        _ =
            accept("in", "its", "entirety") || accept("in", "their", "entirety") || accept("entirely")
            || accept("in", "full")
    }

    mutating func skipTheFollowing() {
        _ =
            accept("the", "following", "language") || accept("the", "following", "text")
            || accept("the", "following", "new", "language")
            || accept("the", "following") || accept("as", "follows")
    }

    mutating func skipInPlace() {
        _ =
            accept("in", "lieu", "thereof") || accept("in", "lieu", "thereof", "the", "following")
            || accept("in", "place", "thereof")
            || accept("in", "its", "place") || accept("in", "their", "place") || accept("in", "its", "stead")
            || accept("instead")
        _ = accept("the", "following")
    }

    /// `the word`, `the words`, `the phrase`.
    mutating func skipNoun() {
        let start = index
        _ = accept("the") || accept("a") || accept("all", "references", "to")
        _ = accept("following")
        if accept(anyOf: [
            "word", "words", "phrase", "phrases", "figure", "figures", "number", "amount", "language", "term",
            "text", "date",
            "sentence",
        ]) {
            return
        }
        if peek()?.quotation == nil { index = start }
    }

    /// `wherever it appears`, `in each place`, `throughout the Agreement`.
    mutating func acceptEverywhere() -> Bool {
        let start = index
        _ = accept("and")
        let found =
            accept("wherever", "it", "appears") || accept("wherever", "they", "appear")
            || accept("wherever", "it", "occurs")
            || accept("each", "place", "it", "appears") || accept("in", "each", "place", "it", "appears")
            || accept("in", "each", "place") || accept("each", "time", "it", "appears")
            || accept("everywhere")
            || accept("in", "all", "places") || accept("throughout")
        guard found else {
            index = start
            return false
        }
        let mark = index
        _ = accept("in")
        if !acceptAgreement() { index = mark }
        return true
    }

    /// `the Agreement`, `this Contract`, `the collective bargaining agreement`.
    private mutating func acceptAgreement() -> Bool {
        let start = index
        _ = accept("the") || accept("this") || accept("said")
        _ =
            accept("entire") || accept("existing") || accept("current") || accept("parties'")
            || accept("master")
        _ = accept("collective") && accept("bargaining")
        _ = accept("negotiated")
        if accept(anyOf: ["agreement", "contract", "cba", "document"]) { return true }
        index = start
        return false
    }

    /// `of the Agreement` behind a place.
    mutating func skipAgreement() {
        let start = index
        guard accept("of") || accept("in") || accept("to") || accept("from"), acceptAgreement() else {
            index = start
            return
        }
    }

    /// `remains unchanged`, `is retained as written`, `: no change`, `current contract language`.
    mutating func acceptStays() -> Bool {
        let start = index
        _ = acceptMarks()
        if accept("no", "change") || accept("no", "changes") || accept("ccl") || accept("status", "quo")
            || accept("unchanged")
            || accept("current", "contract", "language") || accept("current", "language")
            || accept("retain", "current", "language")
            || accept("retain", "as", "written") || accept("maintain", "current", "language")
            || accept("remains", "the", "same")
        {
            return true
        }
        _ = accept("shall") || accept("will") || accept("is", "to")
        if accept("remain") || accept("remains") || accept("stays") || accept("retained")
            || accept("maintained")
        {
            _ =
                accept("unchanged") || accept("as", "written") || accept("as", "is") || accept("the", "same")
                || accept("in", "full", "force", "and", "effect") || accept("without", "change")
            _ = accept("and", "in", "full", "force", "and", "effect")
            return true
        }
        index = start
        return false
    }

    /// `the remaining sections of Article 9 accordingly`, `subsequent Articles`: in which place, if it says so.
    mutating func acceptFollowing() throws(Refusal) -> AmendmentTarget? {
        let start = index
        _ = accept("all")
        _ = accept("the")
        if accept("accordingly") { return .init() }
        if accept(anyOf: ["remaining", "subsequent", "following", "succeeding", "other"]),
            let key = peek()?.word?.key, AmendmentTarget.Kind(key) != nil || key == "provisions"
        {
            index += 1
            var place = AmendmentTarget()
            if accept("of") || accept("in"), let found = try targets(), found.count == 1 { place = found[0] }
            if peekIs(["shall", "are", "will"]) || accept("accordingly") || peek() == nil { return place }
        }
        index = start
        return nil
    }

    /// A dash or colon that stands alone.
    mutating func acceptMarks() -> Bool {
        guard isDash(peek()) else { return false }
        index += 1
        return true
    }

    func isDash(_ token: InstructionText.Token?) -> Bool {
        guard let word = token?.word else { return false }
        return ["-", "–", "—", "", "|", "…"].contains(word.key)
    }

    /// What is left of the statement, as far as it says anything.
    func restOfStatement() -> String? {
        var rest = index
        while rest < tokens.count, isDash(tokens[rest]) { rest += 1 }
        guard rest < tokens.count else { return nil }
        return tokens[rest...].prefix(8).map { $0.word?.text ?? "“…”" }.joined(separator: " ")
    }

    func notUnderstood(_ rest: String) -> Refusal {
        Refusal(
            "It is not understood from '\(shortened(rest))' on.",
            mend: "Write one instruction a sentence, such as 'Section 8.2 shall be amended to read: \"…\"'."
        )
    }
}

extension String {
    /// Without a comma or point at the end.
    var trimmedOfMarks: String {
        var text = Substring(self)
        while let last = text.last, ",.;:".contains(last) { text.removeLast() }
        return String(text)
    }
}
