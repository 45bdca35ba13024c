/// All clauses of both texts compared: those that kept their order, each section that moved, each paragraph that moved.
struct ClauseFlows {
    private(set) var inOrder: [ClauseFlow.Piece]
    private(set) var moved: [[ClauseFlow.Piece]]
    /// Paragraphs that moved alone, in the order of the new text, as if they had not; the others have their ends.
    private(set) var alone: [ClauseFlow.Piece]
    /// Parts of paragraphs that were struck in one place and inserted in another.
    private(set) var parts: [PartMoves.Part] = []
    private let ends: (old: Set<Int>, new: Set<Int>)

    init(_ matching: ClauseMatching, _ order: ClauseOrder, _ lexicon: Lexicon) {
        let (old, new) = (matching.old, matching.new)
        let olds = old.clauses.indices.filter { order.movedSection[old.clauses[$0].section] < 0 }
        let news = new.clauses.indices.filter { !order.isMovedNew[new.clauses[$0].section] }
        inOrder = ClauseFlow(olds, news, matching, order, lexicon).pieces
        moved = order.movedSection.enumerated().filter { $0.element >= 0 }.map { section, partner in
            let (olds, news) = (Array(old.ranges[section]), Array(new.ranges[partner]))
            return ClauseFlow(olds, news, matching, order, lexicon).pieces
        }
        alone = matching.partnerOfNew.enumerated().filter { $0.element >= 0 && order.isMoved[$0.element] }
            .map { other, one in
                var piece = ClauseFlow.Piece(old: one, new: other)
                piece.runs.append(old.clauses[one].words, new.clauses[other].words, lexicon)
                return piece
            }
        ends = (Set(alone.compactMap(\.old)), Set(alone.compactMap(\.new)))
        var walk = Walk(matching)
        var (struck, inserted): ([PartMoves.Stretch], [PartMoves.Stretch]) = ([], [])
        for piece in ([inOrder, alone] + moved).joined() where !isEnd(piece) {
            for (run, stretch) in zip(piece.runs.runs, walk.next(piece)) {
                switch run.fate {
                case .deleted where old.clauses[stretch.clause].kind == .text: struck.append(stretch)
                case .inserted where new.clauses[stretch.clause].kind == .text: inserted.append(stretch)
                default: break
                }
            }
        }
        parts = PartMoves(struck: struck, inserted: inserted, old: old, new: new).parts
    }

    /// Whether a piece is one end of a paragraph that moved alone.
    private func isEnd(_ piece: ClauseFlow.Piece) -> Bool {
        piece.new == nil && piece.old.map { ends.old.contains($0) } == true
            || piece.old == nil && piece.new.map { ends.new.contains($0) } == true
    }

    // MARK: Marks

    /// Where words stand that moved, by their clauses, with the numbers of their moves.
    struct Cuts {
        fileprivate var old: [Int: [(words: Range<Int>, move: Int)]] = [:]
        fileprivate var new: [Int: [(words: Range<Int>, move: Int)]] = [:]

        mutating func add(_ part: PartMoves.Part, _ move: Int) {
            old[part.old.clause, default: []].append((part.old.words, move))
            new[part.new.clause, default: []].append((part.new.words, move))
        }
    }

    /// Writes the numbers of moves on the words that moved.
    mutating func mark(_ cuts: Cuts, _ matching: ClauseMatching) {
        guard !cuts.old.isEmpty else { return }
        var marker = Marker(cuts, matching)
        for index in inOrder.indices where !isEnd(inOrder[index]) { marker.mark(&inOrder[index]) }
        for index in alone.indices { marker.mark(&alone[index]) }
        for flow in moved.indices {
            for index in moved[flow].indices where !isEnd(moved[flow][index]) {
                marker.mark(&moved[flow][index])
            }
        }
    }

    private struct Marker {
        private let matching: ClauseMatching
        private var walk: Walk
        /// What is left to mark in each clause, the last first.
        private var cuts: Cuts

        init(_ cuts: Cuts, _ matching: ClauseMatching) {
            self.matching = matching
            walk = Walk(matching)
            self.cuts = Cuts(
                old: cuts.old.mapValues { $0.sorted { $0.words.lowerBound > $1.words.lowerBound } },
                new: cuts.new.mapValues { $0.sorted { $0.words.lowerBound > $1.words.lowerBound } }
            )
        }

        mutating func mark(_ piece: inout ClauseFlow.Piece) {
            let stretches = walk.next(piece)
            let isCut =
                piece.old.map { cuts.old[$0] != nil } == true || piece.new.map { cuts.new[$0] != nil } == true
            guard isCut else { return }
            var runs = RunBuilder()
            for (run, stretch) in zip(piece.runs.runs, stretches) {
                switch run.fate {
                case .inserted:
                    let words = matching.new.clauses[stretch.clause].words
                    runs.append(.inserted, words, stretch.words, &cuts.new[stretch.clause, default: []])
                case .deleted:
                    let words = matching.old.clauses[stretch.clause].words
                    runs.append(.deleted, words, stretch.words, &cuts.old[stretch.clause, default: []])
                case .equal:
                    runs.append(.equal, matching.old.clauses[stretch.clause].words, stretch.words)
                }
            }
            piece.runs = runs
        }
    }

    /// Goes through pieces in their order and says where the words of each run stand in their clause: in the new one for
    /// those that came, in the old one for others.
    private struct Walk {
        private var old: [Int]
        private var new: [Int]

        init(_ matching: ClauseMatching) {
            old = Array(repeating: 0, count: matching.old.clauses.count)
            new = Array(repeating: 0, count: matching.new.clauses.count)
        }

        mutating func next(_ piece: ClauseFlow.Piece) -> [PartMoves.Stretch] {
            zip(piece.runs.runs, piece.runs.counts).map { run, count in
                let (one, other) = (piece.old ?? -1, piece.new ?? -1)
                let stretch =
                    run.fate == .inserted
                    ? PartMoves.Stretch(clause: other, words: new[other]..<(new[other] + count))
                    : PartMoves.Stretch(clause: one, words: old[one]..<(old[one] + count))
                if run.fate != .inserted { old[one] += count }
                if run.fate != .deleted { new[other] += count }
                return stretch
            }
        }
    }
}

extension RunBuilder {
    /// Adds words, each stretch that moved as a run of its own.
    ///
    /// - Parameters:
    ///   - fate: what became of them.
    ///   - tokens: the words of their clause.
    ///   - range: which of these.
    ///   - cuts: what moved from here on, the last first; what is added is taken off.
    fileprivate mutating func append(
        _ fate: WordRun.Fate,
        _ tokens: TokenText,
        _ range: Range<Int>,
        _ cuts: inout [(words: Range<Int>, move: Int)]
    ) {
        var next = range.lowerBound
        while let cut = cuts.last, cut.words.upperBound <= range.upperBound {
            append(fate, tokens, next..<cut.words.lowerBound)
            append(fate, tokens, cut.words, move: cut.move)
            next = cut.words.upperBound
            cuts.removeLast()
        }
        append(fate, tokens, next..<range.upperBound)
    }
}
