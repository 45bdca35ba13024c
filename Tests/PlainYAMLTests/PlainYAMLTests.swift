import PlainYAML
import Testing

@Suite struct PlainYAMLTests {
    private func refusal(_ text: String, firstLine: Int = 1) -> PlainYAMLError? {
        do {
            _ = try PlainYAML.parse(text, firstLine: firstLine)
            return nil
        } catch {
            return error
        }
    }

    @Test func `Mappings, lists and texts are read with their lines, and nothing is guessed`() throws {
        let root = try PlainYAML.parse("id: a\nrate: 3.50\nflag: no\nlist:\n  - one\n  - {x: 1}\nnone: ~\n")
        var fields = try PlainFields(root, "a test")
        #expect(try fields.required("id").text("a name") == "a")
        #expect(try fields.required("rate").text("a rate") == "3.50")
        #expect(try fields.required("flag").text("a flag") == "no")
        let items = try fields.required("list").items("a list")
        #expect(items.map(\.line) == [5, 6])
        #expect(try fields.optional("none")?.text("nothing") == "~")
        #expect(fields.optional("absent") == nil)
        try fields.finish()
    }

    @Test func `A field that nobody asked for is refused, and a missing one is named`() throws {
        var fields = try PlainFields(try PlainYAML.parse("id: a\ntytle: b\n"), "a test")
        _ = fields.optional("title")
        _ = fields.optional("id")
        #expect {
            try fields.finish()
        } throws: { error in
            guard let error = error as? PlainYAMLError else { return false }
            return error.line == 2 && error.message.contains("'tytle'") && error.message.contains("title")
        }
        #expect {
            var fields = try PlainFields(try PlainYAML.parse("a: b", firstLine: 7), "a test")
            _ = try fields.required("id")
        } throws: { ($0 as? PlainYAMLError)?.line == 7 }
    }

    @Test(arguments: [
        ("a: &x 1\n", "Anchors"), ("a: *x\n", "Aliases"), ("a: !tag 1\n", "Tags"), ("a: !!str 1\n", "Tags"),
        ("- &x\n- 1\n", "Anchors"), ("{&x a: 1}\n", "Anchors"), ("&x a: 1\n", "Anchors"),
        ("[*x]\n", "Aliases"),
        ("a:\n  - b\n  - !<x> c\n", "Tags"), ("<<: *x\n", "Aliases"), ("? &x a\n: 1\n", "Anchors"),
        ("%YAML 1.2\n---\na: 1\n", "Directives"), ("a:\n\tb: 1\n", "tab"), ("a: b\u{0}c\n", "control"),
        ("a: \u{1B}[31m\n", "control"), ("a: \u{7F}\n", "control"),
    ])
    func `What multiplies or hides is refused`(text: String, word: String) throws {
        let fault = try #require(refusal(text))
        #expect(fault.message.lowercased().contains(word.lowercased()), "\(fault)")
    }

    @Test(arguments: ["a: 1\na: 2\n", "x:\n  b: 1\n  b: 2\n", "{a: 1, a: 2}\n"])
    func `A key that stands twice is refused`(text: String) throws {
        #expect(try #require(refusal(text)).message.contains("twice"))
    }

    @Test(arguments: ["", "# only a comment\n", "a: 1\n---\nb: 2\n", "a: 'open\n", "[1, 2\n", "? [a]\n: 1\n"])
    func `What is not one plain text is refused`(text: String) {
        #expect(refusal(text) != nil)
    }

    @Test func `A billion laughs are refused before anything unfolds`() throws {
        var bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let fault = try #require(refusal(bomb))
        #expect(fault.line == 1)
        #expect(fault.message.contains("Anchors"))
    }

    @Test(arguments: [20, 1000, 100_000])
    func `Deep nesting is refused in a short sentence`(depth: Int) throws {
        let flow = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let maps = String(repeating: "{a: ", count: depth) + "1" + String(repeating: "}", count: depth)
        for text in [
            flow, maps, String(repeating: "[", count: depth), String(repeating: "- ", count: depth) + "x",
        ] {
            #expect(try #require(refusal(text)).message.utf8.count < 300)
        }
    }

    @Test func `Deep nesting by indentation is refused`() throws {
        let block = (0..<400).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(try #require(refusal(block)).message.utf8.count < 300)
        let within = (0..<15).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(refusal(within + String(repeating: " ", count: 15) + "b") == nil)
    }

    @Test func `Size and number of entries are bounded`() throws {
        let long = String(repeating: "x", count: 300 * 1024)
        #expect(try #require(refusal("a: \(long)")).message.contains("bytes"))
        let many = String(repeating: "- x\n", count: 10_001)
        #expect(try #require(refusal(many)).message.contains("entries"))
        #expect(refusal(String(repeating: "- x\n", count: 9000)) == nil)
        #expect(
            try #require(refusal("a: 1\na\(String(repeating: "b", count: 5000)): [")).message.utf8.count < 300
        )
    }

    @Test func `Signs within words are no anchors or tags`() throws {
        let root = try PlainYAML.parse("a: Q&A, 5*3, wow! and more\nb: 100%\nc: \"- & * ! x\"\n")
        var fields = try PlainFields(root, "a test")
        #expect(try fields.required("a").text("a text") == "Q&A, 5*3, wow! and more")
    }

    @Test func `Lines are counted in the file that the text was cut from`() throws {
        #expect(try #require(refusal("a: 1\nb: &x 2\n", firstLine: 100)).line == 101)
        #expect(try PlainYAML.parse("a:\n  - b\n", firstLine: 100).line == 100)
    }

    @Test func `Numbers and choices are read within their bounds`() throws {
        let node = try PlainYAML.parse("12")
        #expect(try node.integer("a count", in: 1...20) == 12)
        #expect(throws: PlainYAMLError.self) { try node.integer("a count", in: 1...10) }
        #expect(throws: PlainYAMLError.self) { try PlainYAML.parse("1.5").integer("a count", in: 1...10) }
        #expect(try PlainYAML.parse("red").choice("a colour", as: Colour.self) == .red)
        #expect { try PlainYAML.parse("blue").choice("a colour", as: Colour.self) } throws: { error in
            (error as? PlainYAMLError)?.message.contains("red, green") == true
        }
    }

    private enum Colour: String, CaseIterable {
        case red, green
    }
}
