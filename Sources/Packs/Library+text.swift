import Law

extension Library {
    /// The text of a pack, in the bytes that its digest is of.
    ///
    /// - Throws: `PackError.unknownName`, with the nearest name and all that are known.
    public func text(of id: String) throws(PackError) -> String {
        let pack = try pack(id)
        guard let text = files["packs/\(pack.id).yaml"] else {
            throw PackError(.unknownName, "The rule pack '\(pack.id)' is not in a file of its own name.")
        }
        return text
    }
}
