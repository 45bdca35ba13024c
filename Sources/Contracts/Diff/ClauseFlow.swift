/// Compares a run of old clauses with a run of new ones word by word, across the breaks between paragraphs: where
/// these are unreliable, as in text taken from pages, the words still find each other.
struct ClauseFlow {
    /// A clause, or a part of one, on either side, with the words of both.
    struct Piece {
        var old: Int?
        var new: Int?
        var runs = RunBuilder()
        var continuesOld = false
        var continuesNew = false
    }

    private let matching: ClauseMatching
    private let order: ClauseOrder
    private let lexicon: Lexicon
    private(set) var pieces: [Piece] = []

    init(
        _ olds: [Int],
        _ news: [Int],
        _ matching: ClauseMatching,
        _ order: ClauseOrder,
        _ lexicon: Lexicon
    ) {
        self.matching = matching
        self.order = order
        self.lexicon = lexicon
        var (one, other) = (0, 0)
        for (index, clause) in olds.enumerated() where isAnchor(clause) {
            let partner = matching.partnerOfOld[clause]
            let place = Self.place(of: partner, in: news, from: other)
            guard place < news.count, news[place] == partner else { continue }
            addGap(Array(olds[one..<index]), Array(news[other..<place]))
            pieces.append(whole(clause, partner))
            (one, other) = (index + 1, place + 1)
        }
        addGap(Array(olds[one...]), Array(news[other...]))
    }

    private static func place(of clause: Int, in clauses: [Int], from start: Int) -> Int {
        var (low, high) = (start, clauses.count)
        while low < high {
            let middle = (low + high) / 2
            if clauses[middle] < clause { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether a clause and its partner are compared by themselves, and nothing across them.
    private func isAnchor(_ one: Int) -> Bool {
        guard order.isKept[one], matching.partnerOfOld[one] >= 0 else { return false }
        let other = matching.partnerOfOld[one]
        let kind = matching.old.clauses[one].kind
        return kind != .text || matching.hasSameContent(one, other)
    }

    /// Two whole clauses against each other; a table is compared by its cells, elsewhere.
    private func whole(_ one: Int, _ other: Int) -> Piece {
        var piece = Piece(old: one, new: other)
        let (before, after) = (matching.old.clauses[one].words, matching.new.clauses[other].words)
        if matching.old.clauses[one].kind == .table { return piece }
        if before.keys == after.keys {
            piece.runs.append(.equal, before, 0..<before.count)
            return piece
        }
        piece.runs.append(before, after, lexicon)
        return piece
    }

    private func gone(_ one: Int) -> Piece {
        var piece = Piece(old: one)
        let words = matching.old.clauses[one].words
        if matching.old.clauses[one].kind != .table { piece.runs.append(.deleted, words, 0..<words.count) }
        return piece
    }

    private func come(_ other: Int) -> Piece {
        var piece = Piece(new: other)
        let words = matching.new.clauses[other].words
        if matching.new.clauses[other].kind != .table { piece.runs.append(.inserted, words, 0..<words.count) }
        return piece
    }

    private mutating func addGap(_ olds: [Int], _ news: [Int]) {
        let comparedOlds = olds.filter { !order.isMoved[$0] }
        let comparedNews = news.filter { other in
            let one = matching.partnerOfNew[other]
            return one < 0 || !order.isMoved[one]
        }
        var found: [Piece]
        if comparedOlds.isEmpty || comparedNews.isEmpty {
            found = comparedOlds.map(gone) + comparedNews.map(come)
        } else {
            found = GapComparison(comparedOlds, comparedNews, matching, lexicon).pieces
        }
        if comparedOlds.count < olds.count {
            let moved = olds.filter { order.isMoved[$0] }
            found = Self.merged(found, moved.map { ($0, gone($0)) }) { $0.old }
        }
        if comparedNews.count < news.count {
            let kept = Set(comparedNews)
            let moved = news.filter { !kept.contains($0) }
            found = Self.merged(found, moved.map { ($0, come($0)) }) { $0.new }
        }
        pieces += found
    }

    /// Puts pieces where their clause stands among those of their side.
    private static func merged(
        _ pieces: [Piece],
        _ others: [(clause: Int, piece: Piece)],
        _ side: (Piece) -> Int?
    ) -> [Piece] {
        var result: [Piece] = []
        var next = 0
        for piece in pieces {
            if let clause = side(piece) {
                while next < others.count, others[next].clause < clause {
                    result.append(others[next].piece)
                    next += 1
                }
            }
            result.append(piece)
        }
        return result + others[next...].map(\.piece)
    }
}
