/// The prose of a section under a stable id.
public struct Clause: Hashable, Sendable, TermValue {
    /// The paragraphs of the section.
    public internal(set) var paragraphs: [String] = []

    static var form: [Slot<Self>] {
        [
            Slot(
                name: "",
                read: { reader, clause in clause.paragraphs = reader.context.paragraphs },
                written: { _, _ in [] },
                fields: { _, _ in [] }
            )
        ]
    }

    /// The numbers of the words, each as often as it changed: a figure in prose hides best.
    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        var (gone, come) = (old.numbers, new.numbers)
        for number in gone {
            guard let index = come.firstIndex(of: number), let former = gone.firstIndex(of: number) else {
                continue
            }
            come.remove(at: index)
            gone.remove(at: former)
        }
        guard !gone.isEmpty || !come.isEmpty else { return changes }
        return changes + [
            .init(
                name: "numbers in the words",
                change: .textOnly,
                old: gone.isEmpty ? nil : gone.joined(separator: ", "),
                new: come.isEmpty ? nil : come.joined(separator: ", "),
                difference: nil,
                bearing: .unknown
            )
        ]
    }

    private var numbers: [String] {
        var lexicon = Lexicon()
        return paragraphs.flatMap { paragraph in
            let text = TokenText(paragraph, &lexicon)
            return text.keys.indices.map { text.words($0..<$0 + 1) }
        }
        .filter { word in word.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
    }
}
