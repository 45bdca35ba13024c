import Foundation
import Testing

@testable import Web

@Suite struct StrictJSONTests {
    private func fault(_ text: String) -> StrictJSON.Fault? {
        fault(Array(text.utf8))
    }

    private func fault(_ bytes: [UInt8]) -> StrictJSON.Fault? {
        do throws(StrictJSON.Fault) {
            _ = try StrictJSON.value(of: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func `Honest JSON is read as it stands`() throws {
        let text = #" {"a": [1, -0.5e2, true, null, "né \u00e9 \ud83d\ude00 \n"], "b": {}} "#
        let value = try StrictJSON.value(of: Array(text.utf8))
        let items: [StrictJSON.Value] = [
            .number("1"), .number("-0.5e2"), .bool(true), .null, .string("né é 😀 \n"),
        ]
        #expect(value == .object(["a": .array(items), "b": .object([:])]))
    }

    private static let refused: [(String, String)] = [
        (#"{"a":1,"a":2}"#, "twice"), (#"{"a":1,"\u0061":2}"#, "twice"),
        (#"{"é":1,"e\u0301":2}"#, "twice"), (#"["\u0000"]"#, "U+0000"), ("[\"\u{0}\"]", "control"),
        (#"["\ud800"]"#, "surrogate"), (#"["\ud800\u0041"]"#, "surrogate"), (#"["\udc00"]"#, "surrogate"),
        (#"["\uffff"]"#, "U+FFFF"), (#"["\ufdd0"]"#, "U+FDD0"), (#"["\ud83f\udffe"]"#, "U+1FFFE"),
        ("1e400", "too large"), ("1e-400", "too small"), ("NaN", "Expected a value"),
        ("-Infinity", "Expected a digit"), ("01", "after the value"), ("1.", "digit after the point"),
        ("+1", "Expected a value"), (String(repeating: "1", count: 41), "too long"),
        ("[1,]", "Expected a value"), ("{\"a\":1,}", "name in double quotes"),
        ("{} {}", "after the value"),
        ("[1 2]", "Expected ','"), ("tru", "Expected 'true'"), ("", "ends where a value"),
        ("\"abc", "ends inside"), (#""\x""#, "escapes"), (#""\u12g4""#, "hexadecimal"),
        ("\u{FEFF}{}", "Expected a value"), ("'a'", "Expected a value"), ("// x\n1", "Expected a value"),
        (String(repeating: "[", count: 33), "33 deep".replacing("33", with: "32")),
        ("[" + String(repeating: "1,", count: 10_000) + "1]", "more than 10000"),
    ]

    @Test(arguments: refused)
    func `What could mean two things, or nothing, is refused with its reason`(text: String, words: String) {
        let fault = fault(text)
        #expect(
            fault?.message.contains(words) == true,
            "\(text.prefix(40)): \(fault?.description ?? "taken")"
        )
        #expect((fault?.description.count ?? 0) < 180)
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xE0, 0x80, 0x80, 0x22],
            [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22],
            [0x22, 0xC3, 0x22],
            [0x22, 0xC3], [0x22, 0x80, 0x22],
        ] as [[UInt8]]
    )
    func `Bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
        #expect(fault(bytes)?.message.contains("UTF-8") == true)
    }

    @Test func `A fault says where it stands`() {
        let fault = fault("{\n  \"a\": [1, {\"b\": nul}]\n}")
        #expect(fault?.line == 2 && fault?.column == 18 && fault?.offset == 19, "\(fault?.description ?? "")")
        #expect(fault?.path == "a.1.b")
    }

    @Test func `However long the names, a fault echoes little`() {
        let name = String(repeating: "secret", count: 1_000)
        let text = String(repeating: "{\"\(name)\":", count: 20) + "nope"
        #expect((fault(text)?.path.count ?? 99) <= 60)
        #expect((fault(text)?.description.count ?? 999) < 180)
    }

    private struct Person: Decodable, Equatable {
        let name: String
        let age: Int?
        let tags: [String]?
        let home: Home?

        struct Home: Decodable, Equatable { let street: String }
    }

    /// Reads its own fields by a word in one of them, as acts and facts do.
    private enum Act: Decodable {
        case go(to: String)
        case stay

        private enum Key: CodingKey { case act, to, reason }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            self =
                try fields.decode(String.self, forKey: .act) == "go"
                ? .go(to: try fields.decode(String.self, forKey: .to)) : .stay
        }
    }

    private func words<Value: Decodable>(_ type: Value.Type, _ text: String) -> String {
        do {
            _ = try StrictJSON.decode(type, from: Array(text.utf8))
            return "taken"
        } catch let error as DecodingError {
            return error.sentence
        } catch {
            return "another error: \(error)"
        }
    }

    @Test func `A field that the type does not read is refused, at the top and below, and beside a word`() {
        #expect(words(Person.self, #"{"name":"A","age":null,"tags":["x"],"home":{"street":"S"}}"#) == "taken")
        #expect(
            words(Person.self, #"{"name":"A","role":"clerk"}"#) == "'role' is no field of this; leave it out."
        )
        #expect(
            words(Person.self, #"{"name":"A","home":{"street":"S","no":1}}"#).hasPrefix(
                "At 'home': 'no' is no"
            )
        )
        #expect(words(Act.self, #"{"act":"go","to":"x"}"#) == "taken")
        #expect(words(Act.self, #"{"act":"stay","to":"x"}"#).contains("'to' is no field"))
        #expect(words(Act.self, #"{"act":"go","to":"x","reason":"y"}"#).contains("'reason' is no field"))
        #expect(
            words([String: [Person]].self, #"{"a":[{"name":"A"},{"name":"B","x":1}]}"#).contains(
                "At 'a.1': 'x'"
            )
        )
    }

    @Test func `What is missing or of another kind is said as before`() {
        #expect(words(Person.self, "{}") == "'name' is missing.")
        #expect(words(Person.self, #"{"name":1}"#) == "At 'name': Expected a value of type String.")
        #expect(words(Person.self, #"{"name":"A","age":1.5}"#) == "At 'age': Expected a value of type Int.")
        #expect(words(Person.self, #"{"name":"A","age":99999999999999999999}"#).contains("type Int"))
        #expect(words(Person.self, #"{"name":null}"#).contains("found null"))
        #expect(words(Person.self, "[]").contains("Expected a value of type Dictionary"))
        #expect(words(Person.self, "{").contains("Line 1, column 2"))
    }

    /// Any JSON, as `JSONDecoder` and the strict reader both hand it out.
    private indirect enum Tree: Decodable, Equatable {
        case null
        case bool(Bool)
        case number(Double)
        case text([UInt8])
        case items([Tree])
        case fields([String: Tree])

        init(from decoder: any Decoder) throws {
            let single = try decoder.singleValueContainer()
            if single.decodeNil() {
                self = .null
            } else if let bool = try? single.decode(Bool.self) {
                self = .bool(bool)
            } else if let number = try? single.decode(Double.self) {
                self = .number(number)
            } else if let text = try? single.decode(String.self) {
                self = .text(Array(text.utf8))
            } else if let items = try? single.decode([Tree].self) {
                self = .items(items)
            } else {
                self = .fields(try single.decode([String: Tree].self))
            }
        }
    }

    private static let seeds = [
        #"{"kind":"zone.established","zone":"springfield","name":"Zone \u00e9 😀","n":[1,2.5,-3e4,{"a":null}]}"#,
        #"[true,false,null,"\ud83d\ude00\n\t\\\"",0,-0,1e10,[[[[]]]],{"a":{"b":{"c":{}}}}]"#,
        #"{"é":"né","b":"\u0041\u00e9","c":12345678901234567,"d":0.1,"e":""}"#,
    ]

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `Whatever comes the reader does not trap, and what it takes JSONDecoder takes for the same`(
        seed: UInt64
    ) {
        var random = SplitMix(state: seed)
        let interesting =
            Array("\"\\{}[]:,0123456789eE+-.utfnrsald \n\u{0}é😀".utf8) + [0xFF, 0xC0, 0xED, 0xA0, 0x80, 0xF4]
        var taken = 0
        for round in 0..<25_000 {
            var bytes = Array(Self.seeds[Int(random.next() % 3)].utf8)
            for _ in 0...(random.next() % 4) where !bytes.isEmpty {
                let place = Int(random.next() % UInt64(bytes.count))
                let byte = interesting[Int(random.next() % UInt64(interesting.count))]
                switch random.next() % 5 {
                case 0: bytes[place] = byte
                case 1: bytes.insert(byte, at: place)
                case 2: bytes.remove(at: place)
                case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 9)))
                default: bytes.insert(contentsOf: bytes[..<place].suffix(Int(random.next() % 12)), at: place)
                }
            }
            guard let strict = try? StrictJSON.decode(Tree.self, from: bytes) else { continue }
            taken += 1
            let usual = try? JSONDecoder().decode(Tree.self, from: Data(bytes))
            #expect(
                strict == usual,
                "seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self))"
            )
            if strict != usual { return }
        }
        #expect(taken > 1_000, "seed \(seed): only \(taken) of the mutants were JSON at all")
    }
}

private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
