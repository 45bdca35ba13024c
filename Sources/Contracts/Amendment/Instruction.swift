/// One thing that an amendment tells to be done at one place.
struct Instruction: Hashable {
    /// What is to be done.
    enum Act: Hashable {
        /// The place is to read so.
        case read(Quotation)
        /// Words go, others come in their place; `everywhere` where the instruction says in each place.
        case replace(String, with: String, everywhere: Bool)
        /// Something comes in beside what stands there.
        case insert(Quotation, as: Unit, at: Spot)
        /// A section or article that the contract does not have.
        case newSection(NewSection)
        case delete
        /// Another number for a section.
        case renumber(String)
        /// Other numbers for what stands behind something inserted or deleted.
        case renumberFollowing
        case retitle(String)
        /// Nothing is to change.
        case retain
        /// What the contract is said to say now.
        case recite(Quotation)
        /// Amounts that are to rise or fall by a rate or amount.
        case adjust
    }

    /// What is inserted.
    enum Unit: Hashable {
        case words
        case sentence
        case paragraph
        /// The instruction does not say.
        case unsaid
    }

    /// Where it is inserted.
    enum Spot: Hashable {
        case end
        case beginning
        case after(Anchor)
        case before(Anchor)
    }

    /// What it is inserted beside.
    enum Anchor: Hashable {
        case words(String)
        case part(AmendmentTarget.Part)
        /// An item, `paragraph (2)`.
        case place(AmendmentTarget)
    }

    /// A section or article to be added.
    struct NewSection: Hashable {
        let kind: AmendmentTarget.Kind
        /// The keyword as written, `Section`.
        let keyword: String
        let number: String
        let heading: String?
        /// Behind which section; nil where the instruction does not say.
        var after: AmendmentTarget?
        var before: AmendmentTarget?
        /// Nil while another sentence is to give the words.
        var text: Quotation?
        /// Whether it only gives the words of a section that another sentence inserts.
        var isTextAlone = false
    }

    let act: Act
    var target: AmendmentTarget
    /// The day from which it holds, in the instruction's words.
    var effective: String?
}

extension Instruction {
    /// What it asks for, as it was understood.
    var text: String {
        let place = target.text
        switch act {
        case .read: return "\(place) reads anew"
        case .replace(let old, let new, let everywhere):
            let places = target.steps.isEmpty ? "the whole contract" : place
            let words =
                new.isEmpty ? "'\(shortened(old))' goes" : "'\(shortened(new))' for '\(shortened(old))'"
            return "\(words) in \(places)" + (everywhere ? ", wherever it appears" : "")
        case .insert(let quotation, _, let spot):
            return "'\(shortened(quotation.words))' \(spot.text) \(place)"
        case .newSection(let new):
            return (new.isTextAlone ? "the text of the new" : "a new") + " \(new.keyword) \(new.number)"
        case .delete: return "\(place) goes"
        case .renumber(let number): return "\(place) becomes \(number)"
        case .renumberFollowing: return "the sections behind it get the next numbers"
        case .retitle(let heading): return "the heading of \(place) reads '\(shortened(heading))'"
        case .retain: return "\(place) stays as it is"
        case .recite: return "\(place) says so now"
        case .adjust: return "amounts rise or fall"
        }
    }
}

extension Instruction.Spot {
    fileprivate var text: String {
        switch self {
        case .end: "at the end of"
        case .beginning: "at the beginning of"
        case .after(.words(let words)): "behind '\(shortened(words))' in"
        case .before(.words(let words)): "before '\(shortened(words))' in"
        case .after: "behind a part of"
        case .before: "before a part of"
        }
    }
}
