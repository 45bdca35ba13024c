/// The statements of an amendment on their way: read, planned, held against each other.
struct AmendmentDraft {
    private(set) var items: [Item] = []
    private(set) var plan: AmendmentPlan

    /// One instruction, or words that are none.
    struct Item {
        var entry: Amendment.Entry
        /// The number of its statement.
        let statement: Int
        var instruction: Instruction?
        var context: AmendmentTarget?
        var edits: [AmendmentEdit] = []
        /// The instruction whose text this one gives.
        var givesTextOf: Int?

        var isActive: Bool { instruction != nil && entry.outcome == .applied }

        mutating func leave(_ refusal: InstructionGrammar.Refusal) {
            guard entry.outcome != .unresolved else { return }
            entry.outcome = .unresolved
            entry.reason = refusal.message
            entry.mend = refusal.mend
            entry.places = []
            entry.notes = []
            edits = []
        }
    }

    init(_ text: InstructionText, _ base: ContractDocument) {
        plan = AmendmentPlan(base, isMarkdown: text.isMarkdown)
        var context: AmendmentTarget?
        var opening: AmendmentTarget?
        var wasCut: Int?
        for (number, statement) in text.statements.enumerated() {
            let first = items.count
            var grammar = InstructionGrammar(
                statement,
                context: opening ?? context,
                isMarkdown: text.isMarkdown
            )
            do throws(InstructionGrammar.Refusal) {
                switch try grammar.reading() {
                case .instructions(let found):
                    for instruction in found { add(instruction, statement, number, context) }
                case .place(let place):
                    note(statement, number, .heading)
                    if statement.isOpening {
                        opening = place
                    } else {
                        (context, opening) = (Self.merged(context, place), nil)
                    }
                case .savings: note(statement, number, .savings)
                case .nothing: setAside(statement, number)
                }
            } catch {
                if statement.asksForSomething {
                    leave(statement, number, error)
                } else {
                    setAside(statement, number)
                }
            }
            // A sentence cut at the end of a line may go on in what is not understood there.
            if let cut = wasCut, items[first...].contains(where: { $0.entry.outcome == .unresolved }) {
                for index in cut..<first where items[index].instruction != nil {
                    items[index].leave(
                        .init(
                            "It ends without a point, and what stands in the next line is not understood.",
                            mend: "End the instruction with a point."
                        )
                    )
                }
            }
            wasCut = statement.isCut && items[first...].contains { $0.instruction != nil } ? first : nil
        }
        joinTexts()
    }

    /// A heading of a section stands under that of its article.
    private static func merged(_ context: AmendmentTarget?, _ place: AmendmentTarget) -> AmendmentTarget {
        guard let outer = context?.steps.first, let inner = place.steps.first, inner.kind == .section,
            outer.kind != .section
        else { return place }
        return AmendmentTarget(steps: [outer] + place.steps)
    }

    func refuseTooMany(_ name: String) throws(ContractError) {
        let all = items.filter { $0.entry.outcome != .notAnInstruction }
        guard all.count > Amendment.mostInstructions else { return }
        throw ContractError(
            .unreadable,
            in: name,
            line: all[Amendment.mostInstructions].entry.lines.lowerBound,
            "More than \(Amendment.mostInstructions) instructions; split the text."
        )
    }

    /// All changes that are made.
    var edits: [AmendmentEdit] { items.filter(\.isActive).flatMap(\.edits) }

    var finished: [Amendment.Entry] { items.map(\.entry) }

    // MARK: Entries

    private mutating func add(
        _ instruction: Instruction,
        _ statement: InstructionText.Statement,
        _ number: Int,
        _ context: AmendmentTarget?
    ) {
        var entry = Amendment.Entry(lines: statement.lines, text: statement.text, outcome: .applied)
        entry.reading = instruction.text
        entry.effective = instruction.effective
        items.append(Item(entry: entry, statement: number, instruction: instruction, context: context))
    }

    private mutating func note(
        _ statement: InstructionText.Statement,
        _ number: Int,
        _ aside: Amendment.Entry.Aside
    ) {
        var entry = Amendment.Entry(lines: statement.lines, text: statement.text, outcome: .notAnInstruction)
        entry.aside = aside
        items.append(Item(entry: entry, statement: number))
    }

    private mutating func leave(
        _ statement: InstructionText.Statement,
        _ number: Int,
        _ refusal: InstructionGrammar.Refusal
    ) {
        let entry = Amendment.Entry(lines: statement.lines, text: statement.text, outcome: .applied)
        var item = Item(entry: entry, statement: number)
        item.leave(refusal)
        items.append(item)
    }

    private mutating func setAside(_ statement: InstructionText.Statement, _ number: Int) {
        if statement.isStray {
            leave(
                statement,
                number,
                .init(
                    "A table or term stands outside of a quotation.",
                    mend: "Put '>' in front of each line, under the instruction to which it belongs."
                )
            )
        } else if statement.isOfMoney {
            leave(statement, number, AmendmentPlan.notReckoned)
        } else if statement.asksForSomething {
            leave(
                statement,
                number,
                .init(
                    "It names a place or a change, and what is to be done is not understood.",
                    mend: "Write it as an instruction, such as 'Section 8.2 shall be amended to read: \"…\"'."
                )
            )
        } else {
            note(
                statement,
                number,
                statement.isSignature
                    ? .signature : statement.isHeading || statement.isShort ? .heading : .recital
            )
        }
    }

    /// `A new Article III shall be inserted … The new Article III shall read as follows: …` is one instruction.
    private mutating func joinTexts() {
        for index in items.indices {
            guard case .newSection(var new)? = items[index].instruction?.act, new.text == nil else {
                continue
            }
            for later in items.indices.dropFirst(index + 1) where items[later].givesTextOf == nil {
                guard case .newSection(let other)? = items[later].instruction?.act, other.isTextAlone,
                    (other.kind, other.number) == (new.kind, new.number)
                else { continue }
                new.text = other.text
                items[later].givesTextOf = index
                items[index].instruction = items[index].instruction.map {
                    Instruction(act: .newSection(new), target: $0.target, effective: $0.effective)
                }
                break
            }
        }
    }

    // MARK: Changes

    mutating func resolve() {
        for index in items.indices {
            guard let instruction = items[index].instruction, items[index].isActive else { continue }
            if case .newSection(let new) = instruction.act, new.isTextAlone {
                if items[index].givesTextOf == nil {
                    items[index].leave(
                        .init(
                            "No instruction before it inserts \(new.keyword) \(new.number).",
                            mend: "Write 'Insert a new \(new.keyword) \(new.number) after …' before it."
                        )
                    )
                }
                continue
            }
            do throws(InstructionGrammar.Refusal) {
                let step = try plan.step(instruction, context: items[index].context)
                items[index].edits = step.edits
                items[index].entry.places = step.places
                items[index].entry.notes = step.notes
            } catch {
                items[index].leave(error)
            }
        }
        dropRepeated()
        leaveContradicting()
        renumberFollowing()
        while leaveDoubleLabels() {}
        for index in items.indices {
            guard let other = items[index].givesTextOf else { continue }
            if items[other].isActive {
                items[index].entry.places = items[other].entry.places
            } else {
                items[index].leave(
                    .init(
                        "The instruction to which it belongs is not applied.",
                        mend: "See line \(items[other].entry.lines.lowerBound)."
                    )
                )
            }
        }
    }

    mutating func leave(_ index: Int, _ refusal: InstructionGrammar.Refusal) { items[index].leave(refusal) }

    mutating func set(_ index: Int, edits: [AmendmentEdit], notes: [String] = []) {
        items[index].edits = edits
        items[index].entry.notes += notes
    }

    mutating func set(_ index: Int, places: [String]) { items[index].entry.places = places }
}

extension InstructionText.Statement {
    private var keys: [String] { tokens.compactMap { $0.word?.key } }

    /// Whether it opens a list of instructions at one place.
    var isOpening: Bool { tokens.last?.word?.tail.contains(":") ?? false }

    /// Whether it seems to ask for a change of the contract: then it is never passed over.
    var asksForSomething: Bool {
        let keys = keys
        let hasQuotation = tokens.contains { $0.quotation != nil }
        let namesPlace = zip(keys, keys.dropFirst() + [""]).contains { word, next in
            AmendmentTarget.Kind(word).map { kind in
                kind == .preamble || AmendmentTarget.isNumber(next) && next.first?.isNumber == true
                    || next.first == "("
                    || kind != .item && AmendmentTarget.isNumber(next)
            } ?? false
        }
        let verb = keys.firstIndex { InstructionGrammar.verbs.contains($0) || $0 == "references" }
        if isOfMoney { return true }
        let wishes = keys.firstIndex {
            ["whereas", "wish", "wishes", "desire", "desires", "intend", "intends"].contains($0)
        }
        if let wishes, !hasQuotation, verb.map({ wishes < $0 }) ?? true { return false }
        if verb != nil, hasQuotation || namesPlace { return true }
        if hasQuotation, keys.contains("read") || keys.contains("reads") || namesPlace { return true }
        guard namesPlace else { return false }
        return !citesOnly(keys)
    }

    /// Whether amounts are to rise or fall by a rate or an amount.
    var isOfMoney: Bool {
        let rises: Set<String> = ["increase", "decrease", "raise", "increases", "decreases", "raises"]
        return keys.contains { InstructionGrammar.adjusted.contains($0) || rises.contains($0) }
            && tokens.contains { token in
                token.word.map { $0.text.contains("%") || $0.text.contains("$") || $0.key == "percent" }
                    ?? false
            }
    }

    /// Whether it names places only as law or contract that it goes by.
    private func citesOnly(_ keys: [String]) -> Bool {
        let text = keys.joined(separator: " ")
        return [
            "pursuant to", "in accordance with", "as set forth in", "as provided in", "subject to",
            "as defined in", "chapter",
        ]
        .contains { text.contains($0) }
    }

    /// A line to sign on, a date, a name beside it.
    var isSignature: Bool {
        let text = text
        return text.contains("___") || text.contains("/s/")
            || keys.starts(with: ["for", "the"]) && tokens.count <= 10
            || ["date", "dated", "signed", "by", "name", "title"].contains(keys.first ?? "")
                && tokens.count <= 12
    }

    /// Whether it is as short as a heading and ends as one does.
    var isShort: Bool {
        tokens.count <= 12 && tokens.last?.word.map { $0.tail.isEmpty || $0.tail == ":" } ?? false
    }
}
