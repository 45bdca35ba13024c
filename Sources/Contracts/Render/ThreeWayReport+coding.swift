extension ThreeWayReport.Part.Kind {
    /// `base`, `between`, or the parties joined: `union-board`.
    init?(name: String) {
        guard let kind = Self.all.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}

extension ThreeWayReport.Part.Kind: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let kind = Self(name: name) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "no part is called '\(name)'"
            )
        }
        self = kind
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

extension MarkedText.Paragraph: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, level, indent, term, fate, end, runs, table, note, move, section, change
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let kind: Kind =
            switch try values.decode(String.self, forKey: .kind) {
            case "heading": .heading(level: try values.decode(Int.self, forKey: .level))
            case "term": .term(id: try values.decode(String.self, forKey: .term))
            case "table": .table(try values.decode(MarkedText.Table.self, forKey: .table))
            default: .text(indent: try values.decodeIfPresent(Int.self, forKey: .indent) ?? 0)
            }
        let fate = try values.decode(MarkedText.Fate.self, forKey: .fate)
        self.init(
            kind: kind,
            fate: fate,
            endFate: try values.decodeIfPresent(MarkedText.Fate.self, forKey: .end) ?? fate,
            runs: try values.decodeIfPresent([MarkedText.Run].self, forKey: .runs) ?? [],
            change: try values.decodeIfPresent(Int.self, forKey: .change),
            note: try values.decodeIfPresent(String.self, forKey: .note),
            move: try values.decodeIfPresent(Int.self, forKey: .move),
            section: try values.decode(Int.self, forKey: .section)
        )
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch kind {
        case .heading(let level):
            try values.encode("heading", forKey: .kind)
            try values.encode(level, forKey: .level)
        case .text(let indent):
            try values.encode("text", forKey: .kind)
            if indent > 0 { try values.encode(indent, forKey: .indent) }
        case .term(let id):
            try values.encode("term", forKey: .kind)
            try values.encode(id, forKey: .term)
        case .table(let table):
            try values.encode("table", forKey: .kind)
            try values.encode(table, forKey: .table)
        }
        try values.encode(fate, forKey: .fate)
        if endFate != fate { try values.encode(endFate, forKey: .end) }
        if !runs.isEmpty { try values.encode(runs, forKey: .runs) }
        try values.encodeIfPresent(change, forKey: .change)
        try values.encodeIfPresent(note, forKey: .note)
        try values.encodeIfPresent(move, forKey: .move)
        try values.encode(section, forKey: .section)
    }
}
