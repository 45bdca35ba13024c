/// A section with what is needed to find its partner.
struct SectionEntry {
    let place: SectionChange.Place
    let heading: String
    let blocks: [Block]

    /// All sections of a document, the title with what stands before the first article as the first of them.
    static func entries(of document: ContractDocument) -> [SectionEntry] {
        let opening = SectionEntry(
            place: .init(label: "", title: document.title, level: 1, position: 0),
            heading: document.title,
            blocks: document.preface
        )
        return [opening]
            + document.sections.enumerated().map { index, section in
                SectionEntry(
                    place: .init(
                        label: section.label,
                        title: section.title,
                        level: section.level,
                        position: index + 1
                    ),
                    heading: section.heading,
                    blocks: section.blocks
                )
            }
    }
}
