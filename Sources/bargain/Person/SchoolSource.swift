import CivilTime
import Packs

/// A school calendar from its file.
struct SchoolSource {
    let calendar: SchoolCalendar
    /// What the file holds besides and was left out.
    let notes: [String]

    /// - Throws: `Failure` for a file that cannot be read or is no school calendar.
    init(_ path: String, id: String?, title: String?) throws {
        let bytes = try InputFile.bytes(at: path, atMost: SchoolImport.largestFile)
        do {
            let read = try SchoolImport(bytes, file: path, id: id ?? Self.name(from: path), title: title)
            calendar = read.calendar
            notes = read.notes
        } catch {
            throw Failure(
                .failed,
                "The file is no school calendar.",
                details: [error.description],
                mend: "mend it, then: \(Invocation.plain)"
            )
        }
    }

    /// `calendars/Springfield 2026.ics` is `springfield-2026`; nil for a plain file, which carries its own name.
    private static func name(from path: String) -> String? {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        guard !file.hasSuffix(".yaml"), !file.hasSuffix(".yml") else { return nil }
        let stem = file.split(separator: ".").first.map { $0.lowercased() } ?? ""
        let words = stem.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? nil : String(words.joined(separator: "-").prefix(60))
    }
}
