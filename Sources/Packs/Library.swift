public import CivilTime
import Crypto
public import Law
import PlainYAML

/// The rule packs, calendars and counting rules that are at hand.
public struct Library: Sendable {
    /// What is embedded in the program.
    public static let standard: Library = {
        do throws(PackError) {
            return try Library(files: Embedded.files)
        } catch {
            // The embedded texts are part of the program and are read by its tests.
            preconditionFailure(error.description)
        }
    }()

    /// The packs, by name.
    public let packs: [RulePack]
    /// The calendars, by name.
    public let calendars: [HolidayCalendar]
    /// The counting rules, by name.
    public let rules: [CountingRule]

    /// The texts that it was read from, by their path.
    let files: [String: String]
    /// The paths of those that come from a site's folder.
    let site: Set<String>
    /// In which of them each calendar and counting rule stands.
    let places: Places

    struct Places: Sendable {
        var calendars: [String: (path: String, parent: String?)] = [:]
        var rules: [String: String] = [:]
    }

    /// A library of texts, by their path: `packs/*.yaml`, `calendars/*.yaml`, `counting/*.yaml`.
    ///
    /// - Throws: `PackError` for the first text that is not what its folder says, or a calendar without its parent.
    ///
    /// - Parameters:
    ///   - files: the texts.
    ///   - site: the paths of those that come from a site's folder.
    ///   - source: what to name instead of the path where there is only one.
    init(files: [String: String], site: Set<String> = [], named source: String? = nil) throws(PackError) {
        var packs: [RulePack] = []
        var rules: [CountingRule] = []
        var calendars: [(name: String, file: CalendarFile)] = []
        var places = Places()
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            let name = source ?? path
            if path.hasPrefix("packs/") {
                packs.append(
                    try Self.read(text, name) { root throws(PlainYAMLError) in
                        try PackReader.read(root, digest: Self.digest(of: text))
                    }
                )
            } else if path.hasPrefix("calendars/") {
                let file = try Self.read(text, name, CalendarReader.read)
                places.calendars[file.id] = (path, file.parent)
                calendars.append((name, file))
            } else {
                let read = try Self.read(text, name, CountingReader.read)
                for rule in read { places.rules[rule.id] = path }
                rules += read
            }
        }
        self.packs = packs.sorted { $0.id < $1.id }
        self.rules = rules.sorted { $0.id < $1.id }
        self.calendars = try Self.resolve(calendars)
        self.files = files
        self.site = site
        self.places = places
    }

    /// The pack of a name.
    ///
    /// - Throws: `PackError.unknownName`, with the nearest name and all that are known.
    public func pack(_ id: String) throws(PackError) -> RulePack {
        try Self.find(id, "rule pack", in: packs, by: \.id)
    }

    /// The calendar of a name.
    ///
    /// - Throws: `PackError.unknownName`, with the nearest name and all that are known.
    public func calendar(_ id: String) throws(PackError) -> HolidayCalendar {
        try Self.find(id, "calendar", in: calendars, by: \.id)
    }

    /// The counting rule of a name.
    ///
    /// - Throws: `PackError.unknownName`, with the nearest name and all that are known.
    public func countingRule(_ id: String) throws(PackError) -> CountingRule {
        try Self.find(id, "counting rule", in: rules, by: \.id)
    }

    /// A rule pack from the text of a file; whether it is sound is for `check` to say.
    ///
    /// - Parameters:
    ///   - packText: the text.
    ///   - name: the file's name, for errors.
    /// - Returns: the pack, with the digest of the text.
    /// - Throws: `PackError.malformed`, with the line.
    public func read(packText: String, name: String) throws(PackError) -> RulePack {
        try Self.read(packText, name) { root throws(PlainYAMLError) in
            try PackReader.read(root, digest: Self.digest(of: packText))
        }
    }

    private static func read<Value>(
        _ text: String,
        _ name: String,
        _ read: (PlainNode) throws(PlainYAMLError) -> Value
    ) throws(PackError) -> Value {
        do {
            return try read(try PlainYAML.parse(text))
        } catch {
            throw PackError(.malformed, error.message, file: name, line: error.line)
        }
    }

    static func digest(of text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        .joined()
    }

    /// Reads a calendar's text for its faults alone: its parent may be in another file.
    static func reading(calendar text: String, _ name: String) throws(PackError) -> Int {
        try Self.read(text, name, CalendarReader.read).line
    }

    private static func find<Value>(
        _ id: String,
        _ what: String,
        in values: [Value],
        by name: (Value) -> String
    ) throws(PackError) -> Value {
        guard let value = values.first(where: { name($0) == id }) else {
            let hint = Spelling.hint(for: id, in: values.map(name))
            throw PackError(.unknownName, "There is no \(what) '\(id.prefix(60))'." + hint)
        }
        return value
    }

    /// Makes parents before their children.
    private static func resolve(
        _ files: [(name: String, file: CalendarFile)]
    ) throws(PackError) -> [HolidayCalendar] {
        var made: [HolidayCalendar] = []
        var rest = files
        while !rest.isEmpty {
            let ready = rest.filter { one in
                one.file.parent.map { id in made.contains { $0.id == id } } ?? true
            }
            guard !ready.isEmpty else {
                throw PackError(
                    .malformed,
                    "The parent '\(rest[0].file.parent ?? "")' is no calendar at hand."
                        + Spelling.hint(for: rest[0].file.parent ?? "", in: files.map(\.file.id)),
                    file: rest[0].name,
                    line: rest[0].file.line
                )
            }
            for one in ready {
                do {
                    made.append(try one.file.calendar(made.first { $0.id == one.file.parent }))
                } catch {
                    throw PackError(.malformed, error.message, file: one.name, line: one.file.line)
                }
            }
            rest.removeAll { one in ready.contains { $0.file.id == one.file.id } }
        }
        return made.sorted { $0.id < $1.id }
    }
}
