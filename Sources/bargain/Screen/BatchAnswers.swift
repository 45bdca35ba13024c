import CivilTime
import Foundation
import Packs

/// Answers the lines of a batch of counts, each in the form in which it was asked.
struct BatchAnswers {
    /// How many lines could not be counted.
    private(set) var faults = 0
    private let calendar: String
    private let school: SchoolCalendar?
    private var words: CountBatch
    private var number = 0
    private let decoder = JSONDecoder()
    private let encoder = JSONEncoder()

    init(calendar: String, school: SchoolCalendar?) {
        self.calendar = calendar
        self.school = school
        words = CountBatch(.standard, school: school)
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// The answer with its end of line; nil for an empty line.
    mutating func answer(_ line: ArraySlice<UInt8>) throws -> [UInt8]? {
        number += 1
        guard let first = line.first(where: { $0 > 0x20 }) else { return nil }
        if first == UInt8(ascii: "{") { return try object(Data(line)) + [UInt8(ascii: "\n")] }
        do {
            let text = String(decoding: line, as: UTF8.self)
            return Array("\(try words.answer(text.last == "\r" ? text.dropLast() : text[...]))\n".utf8)
        } catch {
            faults += 1
            return Array("error: \(error.message)\n".utf8)
        }
    }

    private mutating func object(_ line: Data) throws -> [UInt8] {
        do {
            let request = try decoder.decode(CountRequest.self, from: line)
            let answer = try Library.standard.answer(request, calendar: calendar, school: school)
            return Array(try encoder.encode(answer))
        } catch {
            faults += 1
            return Array(try encoder.encode(Fault(line: number, error: Self.reason(error))))
        }
    }

    private struct Fault: Encodable {
        let line: Int
        let error: String
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            return (place.isEmpty ? "" : "\(place): ") + context.debugDescription
        case .keyNotFound(let key, _): return "'\(key.stringValue)' is missing."
        default: return "\(error)"
        }
    }
}
