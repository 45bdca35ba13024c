extension InstructionGrammar {
    /// A chain of what is done to words: `striking "a" and inserting "b", and by adding at the end …`.
    mutating func operations(in place: AmendmentTarget?) throws(Refusal) -> [Instruction]? {
        var found: [Instruction] = []
        var end = index
        while true {
            _ = accept("by")
            guard let more = try operation(in: found.last?.target ?? place) else { break }
            found += more
            end = index
            skipJoint()
            if end == index, !isBehindQuotation || peek() == nil { break }
        }
        // What joins it to something else is for whoever reads on.
        index = end
        return found.isEmpty ? nil : found
    }

    private mutating func operation(in place: AmendmentTarget?) throws(Refusal) -> [Instruction]? {
        if accept(anyOf: ["striking", "deleting", "removing", "eliminating", "strike", "delete", "remove"]) {
            _ = accept("out")
            return try striking(in: place)
        }
        if accept(anyOf: ["replacing", "replace", "changing", "change"]) {
            skipNoun()
            guard let old = acceptQuotation() else { return nil }
            var everywhere = acceptEverywhere()
            var target = try targetBehind() ?? place
            guard accept("with") || accept("by") || accept("to", "read") || accept("to") else { return nil }
            skipNoun()
            let new = try quotation("what stands in its place")
            everywhere = acceptEverywhere() || everywhere
            target = try targetBehind() ?? target
            everywhere = acceptEverywhere() || everywhere
            return [try replacement(old, new, everywhere, target)]
        }
        if accept(anyOf: ["substituting", "substitute"]) {
            skipNoun()
            guard let new = acceptQuotation(), accept("for") || accept("in", "place", "of") else {
                return nil
            }
            skipNoun()
            let old = try quotation("which words go")
            var everywhere = acceptEverywhere()
            let target = try targetBehind() ?? place
            everywhere = acceptEverywhere() || everywhere
            return [try replacement(old, new, everywhere, target)]
        }
        if accept(anyOf: [
            "inserting", "adding", "appending", "including", "insert", "add", "append", "include", "create",
        ]) {
            return try insertion(in: place)
        }
        return nil
    }

    private mutating func striking(in place: AmendmentTarget?) throws(Refusal) -> [Instruction]? {
        let start = index
        if let places = try targets() {
            guard places.allSatisfy({ $0.steps.isEmpty }), let place else { return nil }
            var target = place
            target.parts += try single(places).parts
            skipEntirety()
            if acceptInserting() {
                let new = try quotation("what stands in its place")
                skipInPlace()
                return [Instruction(act: .read(new), target: target)]
            }
            return [Instruction(act: .delete, target: target)]
        }
        index = start
        skipNoun()
        guard let old = acceptQuotation() else { return nil }
        var everywhere = acceptEverywhere()
        var target = try targetBehind() ?? place
        everywhere = acceptEverywhere() || everywhere
        if acceptInserting() {
            let new = try quotation("what stands in its place")
            skipInPlace()
            everywhere = acceptEverywhere() || everywhere
            target = try targetBehind() ?? target
            everywhere = acceptEverywhere() || everywhere
            return [try replacement(old, new, everywhere, target)]
        }
        return [try replacement(old, nil, everywhere, target)]
    }

    /// `and inserting`, `and replacing it with`, `, and in lieu thereof inserting the word`.
    private mutating func acceptInserting() -> Bool {
        let start = index
        _ = accept("and")
        skipInPlace()
        let verbs: Set<String> = [
            "inserting", "adding", "replacing", "substituting", "insert", "add", "replace", "substitute",
        ]
        guard accept(anyOf: verbs) else {
            index = start
            return false
        }
        skipInPlace()
        if accept("it") || accept("them") || accept("that") || accept("this") || accept("the", "same") {
            guard accept("with") || accept("by") else {
                index = start
                return false
            }
        } else {
            _ = accept("with") || accept("by")
        }
        skipInPlace()
        skipNoun()
        guard peek()?.quotation != nil else {
            index = start
            return false
        }
        return true
    }

    private func replacement(
        _ old: Quotation,
        _ new: Quotation?,
        _ everywhere: Bool,
        _ target: AmendmentTarget?
    ) throws(Refusal) -> Instruction {
        for quotation in [old, new].compactMap(\.self) { try refuseUnclosed(quotation) }
        guard let target else {
            // Of a change throughout the agreement the place is the whole.
            guard everywhere else { throw Self.nowhere }
            return Instruction(
                act: .replace(plain(old), with: new.map(plain) ?? "", everywhere: true),
                target: .init()
            )
        }
        return Instruction(
            act: .replace(plain(old), with: new.map(plain) ?? "", everywhere: everywhere),
            target: target
        )
    }

    static let nowhere = Refusal(
        "It does not say in which section.",
        mend: "Name the section, such as 'Section 8.2 is amended by …', or write 'throughout the Agreement'."
    )

    // MARK: Insertions

    private mutating func insertion(in place: AmendmentTarget?) throws(Refusal) -> [Instruction]? {
        let start = index
        if let found = try newSection(in: place) { return [found] }
        index = start
        var parts = InsertionParts()
        while try readInsertion(&parts) {}
        guard let text = parts.text else { return nil }
        guard var target = parts.target ?? place else { throw Self.nowhere }
        target.parts += parts.inner
        guard let spot = parts.spot else {
            throw Refusal(
                "It does not say where in \(target.text) the words come in.",
                mend: "Say 'at the end', 'after the second sentence' or 'after the words \"…\"'."
            )
        }
        return [Instruction(act: .insert(text, as: parts.unit, at: spot), target: target)]
    }

    private struct InsertionParts {
        var text: Quotation?
        var unit = Instruction.Unit.words
        var spot: Instruction.Spot?
        var target: AmendmentTarget?
        /// Parts of the place in which the spot is.
        var inner: [AmendmentTarget.Part] = []
    }

    /// Reads one part of an insertion, in whatever order they stand; false where there is none.
    private mutating func readInsertion(_ parts: inout InsertionParts) throws(Refusal) -> Bool {
        let start = index
        if parts.text == nil, let text = acceptQuotation() {
            try refuseUnclosed(text)
            parts.text = text
            return true
        }
        if parts.spot == nil {
            if accept("at", "the", "end") || accept("to", "the", "end") || accept("at", "the", "conclusion") {
                parts.spot = .end
                if accept("thereof") { return true }
                if accept("of") || accept("in") { parts.target = try place() }
                return true
            }
            if accept("at", "the", "beginning") || accept("at", "the", "start") {
                parts.spot = .beginning
                if accept("of") { parts.target = try place() }
                return true
            }
            _ = accept("immediately") || accept("directly")
            let isAfter = accept("after") || peekIsSpot() && accept("following")
            if isAfter || accept("before") {
                guard let anchor = try anchor(&parts) else {
                    index = start
                    return false
                }
                parts.spot = isAfter ? .after(anchor) : .before(anchor)
                return true
            }
            index = start
        }
        if parts.text == nil, readUnit(&parts.unit) { return true }
        if parts.target == nil, accept("in") || accept("to"), let target = try place() {
            parts.target = target
            return true
        }
        index = start
        return false
    }

    /// Whether `following` says where, and not what: `following the second sentence`.
    private func peekIsSpot() -> Bool {
        guard case .word(let next)? = index + 1 < tokens.count ? tokens[index + 1] : nil else { return false }
        return next.key == "the" || AmendmentTarget.Kind(next.key) != nil && next.tail.isEmpty
    }

    private mutating func place() throws(Refusal) -> AmendmentTarget? {
        guard let places = try targets() else { return nil }
        return try single(places)
    }

    private mutating func anchor(_ parts: inout InsertionParts) throws(Refusal) -> Instruction.Anchor? {
        let start = index
        if let found = try targets() {
            var target = try single(found)
            guard let part = target.parts.last else { return .place(target) }
            target.parts.removeLast()
            if target.steps.isEmpty {
                parts.inner = target.parts
            } else {
                parts.target = target
            }
            return .part(part)
        }
        index = start
        skipNoun()
        guard let words = acceptQuotation() else { return nil }
        try refuseUnclosed(words)
        return .words(plain(words))
    }

    /// `the following new sentence`, `a new paragraph to read as follows`, `the words`.
    private mutating func readUnit(_ unit: inout Instruction.Unit) -> Bool {
        let start = index
        let isArticled = accept("the") || accept("a") || accept("an")
        let isFollowing = accept("following")
        let isNew = accept("new") || accept("additional")
        if accept("sentence") {
            unit = .sentence
        } else if accept("paragraph") {
            unit = .paragraph
        } else if accept(anyOf: ["word", "words", "phrase", "clause", "figure", "number"]) {
            unit = .words
        } else if accept("language") || accept("text") {
            unit = .unsaid
        } else if isFollowing || isNew {
            unit = .unsaid
        } else if !isArticled {
            return acceptToRead()
        } else {
            index = start
            return false
        }
        _ = acceptToRead()
        return true
    }

    // MARK: New sections

    /// `a new Section 8.3, Planning time, after Section 8.2 to read as follows: …`.
    private mutating func newSection(in place: AmendmentTarget?) throws(Refusal) -> Instruction? {
        _ = accept("a") || accept("the") || accept("an")
        _ = accept("following")
        guard accept("new"), let (kind, keyword, number) = acceptNumbered() else { return nil }
        let title = acceptTitle()
        var new = Instruction.NewSection(kind: kind, keyword: keyword, number: number, heading: title)
        var home = place
        while true {
            let start = index
            _ = accept("immediately") || accept("directly")
            if new.after == nil, accept("after") || accept("following"), let found = try self.place() {
                new.after = found
            } else if new.before == nil, accept("before"), let found = try self.place() {
                new.before = found
            } else if accept("at", "the", "end") {
                if accept("of") { home = try self.place() }
            } else if accept("in") || accept("to") || accept("of") || accept("under"),
                let found = try self.place()
            {
                home = found
            } else if new.text == nil, let text = acceptQuotation() {
                try refuseUnclosed(text)
                new.text = text
            } else {
                index = start
                guard acceptToRead() || accept("entitled") || accept("titled") else { break }
            }
        }
        guard new.text != nil else {
            throw Refusal(
                "It does not say how \(keyword) \(number) reads, or not between marks that show where it ends.",
                mend: "Put the new text between quotation marks, or behind '>' at the start of each line."
            )
        }
        return Instruction(act: .newSection(new), target: home ?? .init())
    }

    /// `A new Article III shall be inserted after Article II … The new Article III shall read as follows: …`.
    mutating func newSectionFirst() throws(Refusal) -> [Instruction]? {
        let isThe = accept("the")
        _ = accept("a") || accept("an")
        guard accept("new"), let (kind, keyword, number) = acceptNumbered() else { return nil }
        let title = acceptTitle()
        skipAgreement()
        var new = Instruction.NewSection(kind: kind, keyword: keyword, number: number, heading: title)
        if isThe {
            guard accept("shall") || accept("will") || accept("is", "to"), accept("read") else { return nil }
            _ = accept("as") && accept("follows")
            new.text = try quotation("how the new \(keyword) reads")
            new.isTextAlone = true
            return [Instruction(act: .newSection(new), target: .init())]
        }
        guard acceptIs(), accept(anyOf: ["inserted", "added", "created", "established"]) else {
            return nil
        }
        var home = AmendmentTarget()
        while true {
            let start = index
            _ = accept("immediately") || accept("directly")
            if accept("following") || accept("after"), let found = try place() {
                new.after = found
            } else if accept("before"), let found = try place() {
                new.before = found
            } else if accept("in") || accept("to"), let found = try place() {
                home = found
            } else if new.text == nil, let text = acceptQuotation() {
                try refuseUnclosed(text)
                new.text = text
            } else {
                index = start
                guard acceptToRead() else { break }
            }
        }
        return [Instruction(act: .newSection(new), target: home)]
    }

    private mutating func acceptNumbered() -> (AmendmentTarget.Kind, keyword: String, number: String)? {
        guard case .word(let word)? = peek(), let kind = AmendmentTarget.Kind(word.key), kind != .preamble,
            case .word(let next)? = index + 1 < tokens.count ? tokens[index + 1] : nil
        else { return nil }
        let core = String(next.text.prefix(next.text.count - next.tail.count))
        if AmendmentTarget.isNumber(core) {
            index += 2
            return (kind, word.text, core)
        }
        guard let brackets = AmendmentTarget.brackets(Substring(core)), brackets.count == 1 else {
            return nil
        }
        index += 2
        return (.item, word.text, brackets[0])
    }

    // MARK: Words first

    /// `Change all references to "X" to "Y" throughout the Agreement`, `All references to "X" shall be changed to "Y"`.
    mutating func references(in place: AmendmentTarget?) throws(Refusal) -> [Instruction]? {
        let isImperative = accept(anyOf: ["change", "replace", "revise", "changing", "replacing", "amend"])
        let all = accept("all") || accept("each") || accept("every") || accept("any")
        guard
            accept(anyOf: ["references", "reference", "occurrences", "instances", "mentions", "occurrence"]),
            all || isImperative, accept("to") || accept("of")
        else { return nil }
        skipNoun()
        guard let old = acceptQuotation() else { return nil }
        var target = place
        let found = acceptEverywhere()
        if !found { target = try targetBehind() ?? place }
        if !isImperative {
            guard acceptIs() || accept("shall") || accept("will") else { return nil }
            _ =
                accept("changed") || accept("replaced") || accept("amended") || accept("revised")
                || accept("read")
        }
        guard accept("to") || accept("with") || accept("by") || !isImperative else { return nil }
        _ = accept("read") || accept("refer", "to") || accept("references", "to")
        skipNoun()
        let new = try quotation("what stands in their place")
        if acceptEverywhere() { target = nil } else { target = try targetBehind() ?? target }
        return [try replacement(old, new, true, target)]
    }

    /// `The phrase "X" in Section 5.1 is replaced by "Y"`.
    mutating func quotationFirst(in place: AmendmentTarget?) throws(Refusal) -> [Instruction]? {
        skipNoun()
        guard let old = acceptQuotation() else { return nil }
        var everywhere = acceptEverywhere()
        let target = try targetBehind() ?? place
        everywhere = acceptEverywhere() || everywhere
        guard acceptIs() || accept("are") else { return nil }
        if accept(anyOf: Self.deletedWords) {
            if acceptInserting() || accept("and", "replaced") && (accept("by") || accept("with")) {
                skipNoun()
                return [try replacement(old, try quotation("what stands in its place"), everywhere, target)]
            }
            return [try replacement(old, nil, everywhere, target)]
        }
        guard accept("replaced") || accept("changed") || accept("amended"),
            accept("by") || accept("with") || accept("to")
        else { return nil }
        _ = accept("read")
        skipNoun()
        return [try replacement(old, try quotation("what stands in its place"), everywhere, target)]
    }
}
