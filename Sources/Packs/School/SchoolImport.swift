public import CivilTime
import PlainYAML

/// A school calendar that was read from a file, in whichever form it came.
public struct SchoolImport: Hashable, Sendable {
    /// The calendar.
    public let calendar: SchoolCalendar
    /// What the file holds besides and was left out, a sentence each; nothing is left out silently.
    public let notes: [String]

    /// More bytes than this are not read: 1 MiB.
    public static let largestFile = 1 << 20

    /// Reads a school calendar: the plain form, CSV with a header line, or iCalendar.
    ///
    /// - Parameters:
    ///   - bytes: the file, UTF-8.
    ///   - file: its name, for faults.
    ///   - id: the calendar's name; needed for CSV and iCalendar, which do not carry one.
    ///   - title: what people call it; the name where there is none.
    /// - Throws: `PackError.malformed` with file and line for anything that is not understood or does not fit.
    public init(_ bytes: [UInt8], file: String, id: String? = nil, title: String? = nil) throws(PackError) {
        let assembly = SchoolAssembly(file: file)
        guard bytes.count <= Self.largestFile else {
            throw assembly.fault("A school calendar has at most \(Self.largestFile) bytes.", 1)
        }
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw assembly.fault("The file is not UTF-8 text; save it as UTF-8.", 1)
        }
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        let isEvents = text.prefix(15).uppercased() == "BEGIN:VCALENDAR"
        guard isEvents || CSVTable.hasHeader(text) else {
            notes = []
            calendar = try Self.plain(text, file, id, title)
            return
        }
        guard let id, Self.isName(id) else {
            throw PackError(
                .unusable,
                "A school calendar needs a name of small letters, digits and hyphens, at most 60."
            )
        }
        let entries: [SchoolEntry]
        if isEvents {
            var events = SchoolEvents(assembly)
            entries = try events.read(text)
            notes = events.notes
        } else {
            entries = try SchoolTable(assembly).read(text)
            notes = []
        }
        calendar = try assembly.calendar(id: id, name: title ?? id, entries)
    }

    private static func plain(_ text: String, _ file: String, _ id: String?, _ title: String?)
        throws(PackError) -> SchoolCalendar
    {
        do {
            return try SchoolReader(SchoolAssembly(file: file)).read(try PlainYAML.parse(text), id, title)
        } catch let error as PlainYAMLError {
            throw PackError(.malformed, error.message, file: file, line: error.line)
        } catch let error as PackError {
            throw error
        } catch {
            throw PackError(.malformed, "\(error)", file: file)
        }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 60
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
