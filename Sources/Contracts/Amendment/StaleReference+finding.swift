extension Amendment.StaleReference {
    /// Every citation in words of the base whose section got another number or is gone.
    static func all(
        in document: ContractDocument,
        _ revised: RevisedContract,
        _ places: ContractPlaces
    ) -> [Amendment.StaleReference] {
        let numbers = Renumbering(revised, places)
        guard !numbers.isEmpty else { return [] }
        var found: [Amendment.StaleReference] = []
        for (section, read) in zip(revised.sections, document.sections) {
            guard let base = section.base else { continue }
            let label = places.sections[base].label
            for (block, origin) in zip(read.blocks, section.origins) {
                guard let origin else { continue }
                let old = places.sections[base].blocks[origin]
                var known = Dictionary(old.allCitations.map { ($0, 1) }, uniquingKeysWith: +)
                for citation in block.allCitations {
                    // A citation that an instruction wrote is as its author wants it.
                    guard let count = known[citation], count > 0 else { continue }
                    known[citation] = count - 1
                    guard case .changed(let now) = numbers.fate(of: citation, from: label) else { continue }
                    found.append(
                        .init(
                            section: read.title,
                            line: block.line,
                            citation: citation.text(label: citation.number),
                            now: now.map { citation.text(label: $0) }
                        )
                    )
                }
            }
        }
        return found
    }
}

/// Which number each section of the base has now.
private struct Renumbering {
    enum Fate {
        case same
        case changed(String?)
    }

    private let labels: Set<String>
    private var now: [String: String?] = [:]

    var isEmpty: Bool { now.isEmpty }

    init(_ revised: RevisedContract, _ places: ContractPlaces) {
        labels = Set(places.sections.map(\.label))
        for (section, label) in revised.labels { now[places.sections[section].label] = label }
        let replaced = Set(revised.sections.compactMap { $0.base == nil ? $0.label : nil })
        for section in revised.deleted {
            let label = places.sections[section].label
            if !replaced.contains(label) { now[label] = .some(nil) }
        }
    }

    func fate(of citation: Citation, from place: String) -> Fate {
        guard let label = citation.label(from: place, in: labels), let now = now[label] else { return .same }
        return .changed(now)
    }
}

extension Block {
    fileprivate var allCitations: [Citation] {
        guard let table else { return kind == .text ? Citation.all(in: text) : [] }
        return ([table.header] + table.rows).flatMap { $0.cells.flatMap { Citation.all(in: $0) } }
    }
}
