/// One figure or word of a term, as a comparison takes it up.
struct TermField: Hashable {
    /// What a change of the field changes.
    enum Role: Hashable {
        /// In what form the value is given: a dollar amount is no rate.
        case form
        /// What the figures are reckoned on.
        case basis
        /// What follows when a limit is passed or missed.
        case consequence
        case effectiveDate
        case scope
        case value
        /// The words alone.
        case words
    }

    /// How it is held against its former self.
    enum Measure: Hashable {
        /// As words.
        case words
        /// As a figure.
        case figure(Quantity)
        /// As names whose order says nothing.
        case members([String])
    }

    let name: String
    let role: Role
    let text: String
    let measure: Measure
    let favour: Favour

    init(
        _ name: String,
        _ role: Role,
        _ text: String,
        _ measure: Measure = .words,
        _ favour: Favour = .unknown
    ) {
        self.name = name
        self.role = role
        self.text = text
        self.measure = measure
        self.favour = favour
    }

    /// The figure, where it is one.
    var quantity: Quantity? {
        guard case .figure(let quantity) = measure else { return nil }
        return quantity
    }

    /// The names, where they are a set.
    var members: [String]? {
        guard case .members(let names) = measure else { return nil }
        return names
    }
}
