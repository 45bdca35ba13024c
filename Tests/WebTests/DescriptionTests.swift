import Foundation
import HTTPTypes
import Table
import Testing

@testable import Web

@Suite struct DescriptionTests {
    static let document = try? JSONDecoder().decode(JSON.self, from: Data(API.description.utf8))

    struct Operation {
        let path: String
        let method: String
        let fields: JSON
    }

    private let document: JSON
    private let schema: Schema
    private let operations: [Operation]

    init() throws {
        document = try #require(Self.document)
        schema = Schema(document: document)
        operations = try #require(document["paths"]).fields.flatMap { path, methods in
            methods.fields.map { Operation(path: path, method: $0.uppercased(), fields: $1) }
        }
    }

    /// The path as the description writes it, `/v1/zones/{zone}`.
    private func path(of route: Route) -> String {
        route.path.split(separator: "/").map { "/" + ($0.first == ":" ? "{\($0.dropFirst())}" : $0) }.joined()
    }

    @Test func `Every route is one operation, and every operation a route`() {
        let described = operations.map { "\($0.method) \($0.path) \($0.fields["operationId"]?.text ?? "")" }
        let routes = API.routes.map { "\($0.method.rawValue) \(path(of: $0)) \($0.name)" }
        #expect(described.sorted() == routes.sorted())
    }

    @Test(arguments: API.routes.map(\.name)) func `An operation says who may ask and with what`(name: String)
        throws
    {
        let route = try #require(API.routes.first { $0.name == name })
        let fields = try #require(operations.first { $0.fields["operationId"]?.text == name }).fields
        #expect(fields["x-audience"]?.text == route.audience.rawValue)
        #expect(fields["x-scope"]?.text == route.scope.rawValue)
        let parameters = (fields["parameters"]?.items ?? []).map(schema.resolved)
        let key = parameters.first { $0["name"]?.text == "Idempotency-Key" }
        #expect((key?["required"]?.bool == true) == route.needsKey)
        let inPath = parameters.filter { $0["in"]?.text == "path" }.compactMap { $0["name"]?.text }
        let named = route.path.split(separator: "/").filter { $0.hasPrefix(":") }.map {
            String($0.dropFirst())
        }
        #expect(inPath.sorted() == named.sorted())
        // Whoever shows nothing is let in only where the description says so.
        let isOpen = (fields["security"]?.items ?? []).contains(.object([:]))
        #expect(isOpen == (route.audience == .anyone))
    }

    @Test func `Every answer but success is a problem`() throws {
        for operation in operations {
            for (status, response) in operation.fields["responses"]?.fields ?? [:] where status >= "400" {
                let content = try #require(
                    schema.resolved(response)["content"],
                    "\(operation.path) \(status)"
                )
                #expect(Array(content.fields.keys) == ["application/problem+json"])
            }
        }
    }

    @Test func `Every reference leads somewhere`() {
        var lost: [String] = []
        func follow(_ value: JSON) {
            if let pointer = value["$ref"]?.text, schema.resolved(value) == .null { lost.append(pointer) }
            value.fields.values.forEach(follow)
            value.items.forEach(follow)
        }
        follow(document)
        #expect(lost == [])
    }

    @Test func `The text is sorted, so that changes show`() {
        var last: [Int: String] = [:]
        var unsorted: [String] = []
        var names = 0
        for line in API.description.split(separator: "\n") {
            let depth = line.prefix { $0 == " " }.count
            last = last.filter { $0.key <= depth }
            guard let end = line.range(of: "\": ") else { continue }
            let name = String(line[..<end.lowerBound].dropFirst(depth + 1))
            if depth % 2 != 0
                || last[depth].map({ Array($0.utf8).lexicographicallyPrecedes(name.utf8) }) == false
            {
                unsorted.append("\(name) after \(last[depth] ?? "")")
            }
            last[depth] = name
            names += 1
        }
        #expect(unsorted == [])
        #expect(names > 1_000)
    }

    @Test(arguments: [
        (#"{"act":"sing"}"#, "TableAct"),
        (#"{"act":"withdraw","number":"X1","reason":"r"}"#, "TableAct"),
        (#"{"act":"withdraw","number":"U1","reason":"r","more":1}"#, "TableAct"),
        (#"{"act":"request","on":"18 March"}"#, "TableAct"),
        (#"{"act":"purge","order":"o","reason":"r"}"#, "TableAct"),
        (#"{"kind":"seat.taken","handle":"a b","person":"P","role":"union"}"#, "ZoneFact"),
        (#"{"done":"d","more":1}"#, "DoneView"),
        (#"{}"#, "DoneView"),
    ])
    func `The checker finds what is wrong`(json: String, name: String) throws {
        #expect(!(try faults(in: json, by: name)).isEmpty)
    }

    @Test(arguments: Examples.all) func `A value travels in the form that is described`(example: Example)
        throws
    {
        #expect(try faults(in: example.json, by: example.schema) == [])
    }

    @Test func `Every schema of a body or an answer has an example`() {
        var named: Set<String> = []
        for operation in operations {
            let bodies = [operation.fields["requestBody"]].compactMap(\.self)
            for place in bodies + (operation.fields["responses"]?.fields.values.map(schema.resolved) ?? []) {
                guard let form = place["content"]?["application/json"]?["schema"] else { continue }
                let content = form["properties"]?["data"] ?? form
                let one = content["items"] ?? content
                if let name = one["$ref"]?.text?.split(separator: "/").last { named.insert(String(name)) }
            }
        }
        #expect(named.count > 20)
        #expect(named.subtracting(Examples.all.map(\.schema)).sorted() == [])
    }

    private func faults(in json: String, by name: String) throws -> [String] {
        let value = try JSONDecoder().decode(JSON.self, from: Data(json.utf8))
        return schema.faults(in: value, by: .object(["$ref": .string("#/components/schemas/\(name)")]))
    }
}
