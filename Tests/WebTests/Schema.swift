import Foundation

/// A value of JSON.
enum JSON: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let array = try? value.decode([JSON].self) {
            self = .array(array)
        } else {
            self = .object(try value.decode([String: JSON].self))
        }
    }

    subscript(_ key: String) -> JSON? {
        if case .object(let fields) = self { fields[key] } else { nil }
    }

    var fields: [String: JSON] { if case .object(let fields) = self { fields } else { [:] } }
    var items: [JSON] { if case .array(let items) = self { items } else { [] } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }

    /// The JSON Schema's word for what it is.
    var type: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number(let number): number == number.rounded() ? "integer" : "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

/// The part of JSON Schema that the description of the API is written in; a word beyond it is a fault by itself.
struct Schema {
    let document: JSON

    private static let words: Set<String> = [
        "$ref", "additionalProperties", "anyOf", "const", "default", "description", "discriminator", "enum",
        "examples", "format", "items", "maxItems", "maxLength", "maximum", "minItems", "minLength", "minimum",
        "oneOf", "pattern", "properties", "required", "type",
    ]

    /// What `#/components/schemas/Name` and the like point to.
    func resolved(_ value: JSON) -> JSON {
        guard let pointer = value["$ref"]?.text else { return value }
        let found = pointer.split(separator: "/").dropFirst().reduce(Optional(document)) { $0?[String($1)] }
        return found.map(resolved) ?? .null
    }

    /// What is wrong with a value, each with its place; a field that the schema does not name is wrong.
    func faults(in value: JSON, by schema: JSON, at place: String = "", isClosed: Bool = true) -> [String] {
        if schema["$ref"] != nil {
            let known = resolved(schema)
            guard known != .null else { return ["\(place): \(schema["$ref"]?.text ?? "") leads nowhere"] }
            return faults(in: value, by: known, at: place, isClosed: isClosed)
        }
        var faults = schema.fields.keys.filter { !Self.words.contains($0) }
            .map { "\(place): the checker knows no '\($0)'" }
        if let type = schema["type"] {
            let types = type.text.map { [$0] } ?? type.items.compactMap(\.text)
            let fits = types.contains(value.type) || types.contains("number") && value.type == "integer"
            guard fits else { return faults + ["\(place): \(value.type) where \(types) is expected"] }
        }
        if let const = schema["const"], const != value { faults.append("\(place): is not \(const)") }
        if let words = schema["enum"]?.items, !words.contains(value) {
            faults.append("\(place): \(value) is not among the words")
        }
        faults += textFaults(value, schema, place) + boundFaults(value, schema, place)
        faults += choiceFaults(value, schema, place)
        for (index, item) in value.items.enumerated() {
            guard let items = schema["items"] else { break }
            faults += self.faults(in: item, by: items, at: "\(place).\(index)")
        }
        return faults + fieldFaults(value, schema, place, isClosed: isClosed)
    }

    private func textFaults(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
        guard let text = value.text else { return [] }
        var faults: [String] = []
        if let pattern = schema["pattern"]?.text,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            faults.append("\(place): '\(text)' does not fit \(pattern)")
        }
        let length = Double(text.unicodeScalars.count)
        if length < schema["minLength"]?.number ?? 0 || length > schema["maxLength"]?.number ?? .infinity {
            faults.append("\(place): the length \(length) is out of bounds")
        }
        return faults
    }

    private func boundFaults(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
        var faults: [String] = []
        if let number = value.number,
            number < schema["minimum"]?.number ?? -.infinity
                || number > schema["maximum"]?.number ?? .infinity
        {
            faults.append("\(place): \(number) is out of bounds")
        }
        if case .array(let items) = value,
            Double(items.count) < schema["minItems"]?.number ?? 0
                || Double(items.count) > schema["maxItems"]?.number ?? .infinity
        {
            faults.append("\(place): \(items.count) items are out of bounds")
        }
        return faults
    }

    private func choiceFaults(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
        var faults: [String] = []
        // What stands beside named fields narrows them, and names none of its own.
        let isClosed = schema["properties"] == nil
        for word in ["oneOf", "anyOf"] {
            guard let choices = schema[word]?.items else { continue }
            let found = choices.map { self.faults(in: value, by: $0, at: place, isClosed: isClosed) }
            let fitting = found.count { $0.isEmpty }
            if fitting == 0 || word == "oneOf" && fitting > 1 {
                faults.append(
                    "\(place): fits \(fitting) of \(choices.count): \(found.min { $0.count < $1.count } ?? [])"
                )
            }
        }
        return faults
    }

    private func fieldFaults(_ value: JSON, _ schema: JSON, _ place: String, isClosed: Bool) -> [String] {
        guard case .object(let fields) = value else { return [] }
        let known = schema["properties"]?.fields ?? [:]
        var faults = (schema["required"]?.items ?? []).compactMap(\.text).filter { fields[$0] == nil }
            .map { "\(place): '\($0)' is missing" }
        for (name, field) in fields {
            if let part = known[name] {
                faults += self.faults(in: field, by: part, at: "\(place).\(name)")
            } else if let rest = schema["additionalProperties"], rest.bool == nil {
                faults += self.faults(in: field, by: rest, at: "\(place).\(name)")
            } else if isClosed, schema["properties"] != nil {
                faults.append("\(place): '\(name)' is not described")
            }
        }
        return faults
    }
}
