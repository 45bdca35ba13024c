import Foundation
import Table

/// A text that a negotiation's comparison names.
enum ComparedText {
    /// What a side served.
    case proposal(ProposalNumber)
    /// The contract in force.
    case contract
    /// The contract in force with what a side last has standing in it.
    case position(Side)
    /// The contract in force with what both sides signed.
    case agreed
    /// A draft of a proposal, in a file.
    case file(String)

    static let list = "a proposal such as U1 or B2, contract, union, board, agreed, or a file"

    /// The text that a word means: a number and the four words first, then a file of that name.
    init?(_ word: String) {
        if let known = Self(ofRecord: word) {
            self = known
        } else if FileManager.default.fileExists(atPath: word) {
            self = .file(word)
        } else {
            return nil
        }
    }

    /// The same without files.
    init?(ofRecord word: String) {
        switch word.lowercased() {
        case "contract": self = .contract
        case "agreed": self = .agreed
        case let word:
            if let side = Side(rawValue: word) {
                self = .position(side)
            } else if let number = ProposalNumber(word) {
                self = .proposal(number)
            } else {
                return nil
            }
        }
    }

    /// Whether it is a whole contract, and not the sections alone that it would change.
    var isWhole: Bool {
        switch self {
        case .contract, .position, .agreed: true
        case .proposal, .file: false
        }
    }

    /// Whether it depends on the moment.
    var isOfMoment: Bool {
        switch self {
        case .position, .agreed: true
        case .contract, .proposal, .file: false
        }
    }
}
