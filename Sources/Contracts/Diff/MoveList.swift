/// What moved alone, numbered in the order of the new text: paragraphs, and parts of paragraphs.
struct MoveList {
    private(set) var moves: [BlockMove] = []
    /// The move of each old paragraph that moved whole.
    private(set) var ofOld: [Int: BlockMove] = [:]
    /// The move of each new paragraph that moved whole.
    private(set) var ofNew: [Int: BlockMove] = [:]

    private enum Found {
        /// Its place among those that moved whole.
        case whole(Int)
        case part(PartMoves.Part)
    }

    /// Numbers the moves, and writes the numbers of parts on their words.
    init(_ matching: ClauseMatching, _ flows: inout ClauseFlows) {
        var found = flows.parts.map { (clause: $0.new.clause, word: $0.new.words.lowerBound, Found.part($0)) }
        for (index, piece) in flows.alone.enumerated() {
            found.append((clause: piece.new ?? 0, word: -1, Found.whole(index)))
        }
        found.sort { ($0.clause, $0.word) < ($1.clause, $1.word) }
        var cuts = ClauseFlows.Cuts()
        for (index, (_, _, one)) in found.enumerated() {
            if case .part(let part) = one { cuts.add(part, index + 1) }
        }
        flows.mark(cuts, matching)
        for (_, _, one) in found {
            switch one {
            case .whole(let index): add(flows.alone[index], matching)
            case .part(let part): add(part, matching)
            }
        }
    }

    private mutating func add(_ piece: ClauseFlow.Piece, _ matching: ClauseMatching) {
        guard let one = piece.old, let other = piece.new else { return }
        add(one, other, isPart: false, piece.runs.runs, matching)
        ofOld[one] = moves.last
        ofNew[other] = moves.last
    }

    private mutating func add(_ part: PartMoves.Part, _ matching: ClauseMatching) {
        let words = matching.new.clauses[part.new.clause].words.words(part.new.words)
        let runs = [WordRun(fate: .equal, text: words)]
        add(part.old.clause, part.new.clause, isPart: true, runs, matching)
    }

    private mutating func add(
        _ one: Int,
        _ other: Int,
        isPart: Bool,
        _ runs: [WordRun],
        _ matching: ClauseMatching
    ) {
        guard let block = matching.old.block(one), let partner = matching.new.block(other) else { return }
        moves.append(
            BlockMove(
                id: moves.count + 1,
                isPart: isPart,
                old: block,
                new: partner,
                from: matching.old.entries[matching.old.clauses[one].section].place,
                to: matching.new.entries[matching.new.clauses[other].section].place,
                runs: runs
            )
        )
    }
}
