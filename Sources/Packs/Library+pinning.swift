import CivilTime
public import Law

extension Library {
    /// A text of the library by its path, with the digest that identifies it.
    public struct Text: Hashable, Sendable {
        /// Where it stands in the library, `calendars/us-ma.yaml`.
        public let path: String
        /// SHA-256 of the text, in lower-case hex.
        public let digest: String
        /// The text itself.
        public let text: String
    }

    /// A library of texts by their paths, such as a record keeps of what its dates were counted by.
    ///
    /// - Throws: `PackError` for the first text that is not what its folder says, or a calendar without its parent.
    public init(texts: [String: String]) throws(PackError) {
        try self.init(files: texts)
    }

    /// The texts beside the pack's own that its dates are counted by: the calendar with those that it widens, and the
    /// counting rules that the pack names.
    ///
    /// - Parameters:
    ///   - pack: the pack.
    ///   - calendar: the calendar's name.
    /// - Returns: each text once, in the order of the paths.
    /// - Throws: `PackError.unknownName`.
    public func texts(countingFor pack: RulePack, by calendar: String) throws(PackError) -> [Text] {
        var paths: Set<String> = []
        var next: String? = try self.calendar(calendar).id
        while let id = next, let place = places.calendars[id] {
            paths.insert(place.path)
            next = place.parent
        }
        for name in pack.countingRules {
            if let path = places.rules[try countingRule(name).id] { paths.insert(path) }
        }
        return paths.sorted().compactMap { path in
            files[path].map { Text(path: path, digest: Self.digest(of: $0), text: $0) }
        }
    }
}

extension RulePack {
    /// Every counting rule that it names.
    fileprivate var countingRules: Set<String> {
        Set([countingRule] + options.flatMap(\.choices).compactMap(\.countingRule))
    }
}
