import Foundation
import Testing

@Suite struct DiffTests {
    private static let old = """
        # Contract

        ## Article 7 — School day

        ### 7.1 Length

        The school day has seven hours.

        """
    private static let new = old.replacing("seven hours", with: "seven and a half hours")

    private func place() throws -> Place {
        let place = try Place()
        try place.file("old.md", Self.old)
        try place.file("new.md", Self.new)
        return place
    }

    @Test func `A redline of two files names both by hash and marks the words`() throws {
        let run = try Run(["diff", "old.md", "new.md"], in: place())
        #expect(run.status == 1 && !run.hasEscapes && run.errors.isEmpty)
        #expect(run.text.contains("old: old.md, ") && run.text.contains("new: new.md, "))
        #expect(run.text.split(separator: "SHA-256 ").count == 3)
        #expect(run.text.contains("{+and a half+}") || run.text.contains("{+and a half +}"))
    }

    @Test func `Cells that one raise explains are counted, and listed where that is asked for`() throws {
        let place = try Place()
        func contract(_ percent: Int, _ odd: Int) -> String {
            let rows = (3...6).map { step in
                let amounts = [10_000 * step, 10_000 * step + 1_000].map { $0 * (100 + percent) / 100 }
                return "| \(step) | \(amounts[0]) | \(step == 6 ? amounts[1] + odd : amounts[1]) |"
            }
            let term =
                "id: pay\nkind: salary.grid\neffective: 2026-09-01\nbasis: {days: 180, minutes: 420}\ntable: below"
            let table = "| Step | B | M |\n|---|---:|---:|\n" + rows.joined(separator: "\n")
            return "# Contract\n\n## Article 8 — Pay\n\n### 8.1 Salary\n\n```term\n\(term)\n```\n\n\(table)\n"
        }
        try place.file("old.md", contract(0, 0))
        try place.file("new.md", contract(2, 0))
        try place.file("odd.md", contract(2, 500))
        let brief = try Run(["diff", "old.md", "new.md"], in: place)
        #expect(
            brief.text.contains("explains 8 of 8 cells, each to the dollar."),
            "\(brief.text) \(brief.errors)"
        )
        #expect(
            brief.text.contains("8 of 8 cells changed, 8 of them as that raise has it (--all lists them).")
        )
        #expect(!brief.text.contains("step 3, lane B:"))
        let odd = try Run(["diff", "old.md", "odd.md"], in: place)
        #expect(odd.text.contains("8 of 8 cells changed, 7 of them as that raise has it"), "\(odd.text)")
        #expect(odd.text.contains("step 6, lane M: [-$61,000-] {+$62,720+}"))
        let all = try Run(["diff", "old.md", "new.md", "--all"], in: place)
        #expect(all.text.contains("8 of 8 cells changed:") && all.text.contains("step 3, lane B:"))
    }

    @Test func `A pipe gets what --plain gives`() throws {
        let place = try place()
        #expect(
            try Run(["diff", "old.md", "new.md"], in: place).output
                == Run(["diff", "old.md", "new.md", "--plain"], in: place).output
        )
    }

    @Test func `A redline for programs is JSON with its form's version`() throws {
        let run = try Run(["diff", "old.md", "new.md", "--json"], in: place())
        let object = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
        #expect(object?["schema_version"] != nil)
    }

    @Test(arguments: [
        ([:], [], true), (["NO_COLOR": "1"], [], false), (["NO_COLOR": ""], [], true),
        (["TERM": "dumb"], [], false),
        ([:], ["--no-color"], false),
    ])
    func `Colour is for terminals that want it`(more: [String: String], flags: [String], isColored: Bool)
        throws
    {
        let terminal = try Terminal()
        let environment = ["TERM": "xterm", "COLUMNS": "60"].merging(more) { $1 }
        let place = try place()
        let run = try Running(
            ["diff", "old.md", "new.md"] + flags,
            in: place,
            environment: environment,
            terminal: terminal
        )
        #expect(try run.end().status == 1)
        let text = terminal.text()
        #expect(text.contains("Redline") && text.contains("\u{1B}") == isColored)
    }

    @Test(arguments: [40, 80, 132])
    func `No line is wider than the terminal`(columns: Int) throws {
        let terminal = try Terminal()
        let environment = ["TERM": "dumb", "COLUMNS": String(columns)]
        let run = try Running(
            ["procedure", "list"],
            in: place(),
            environment: environment,
            terminal: terminal
        )
        #expect(try run.end().status == 0)
        let widths = terminal.text().split(separator: "\n").map(\.count)
        #expect(widths.max() ?? 0 <= columns && !widths.isEmpty)
    }

    @Test func `Every fault of a text is shown, with file and line`() throws {
        let place = try place()
        try place.file("bad.md", Self.old + "\u{200B}hidden\n\n```term\nid: x\nkind: no.such\n```\n")
        let run = try Run(["diff", "old.md", "bad.md"], in: place)
        #expect(run.status == 2 && run.errors.contains("bad.md:8"))
    }

    @Test(arguments: ["none.md", "."])
    func `A file that cannot be read is trouble, status 2`(name: String) throws {
        let run = try Run(["diff", "old.md", name], in: place())
        #expect(run.status == 2 && run.errors.contains("'\(name)' cannot be read"))
    }

    @Test func `The status is that of diff: 0 for equal, 1 for different, 2 for trouble of any kind`() throws
    {
        let place = try place()
        #expect(try Run(["diff", "old.md", "old.md"], in: place).status == 0)
        #expect(try Run(["diff", "old.md", "new.md", "--json"], in: place).status == 1)
        for wrong in [
            ["old.md"], ["old.md", "new.md", "--format", "rtf"], ["old.md", "new.md", "--no-such"],
            ["old.md", "new.md", "--plain", "--json"], ["old.md", "new.md", "--side-by-side"],
            ["old.md", "new.md", "--against", "mine"], ["old.md", "new.md", "--three-way"],
            ["old.md", "new.md", "new.md"], ["old.md", "new.md", "--as-of", "2026-05-01"],
            ["n-1", "union", "--against", "mine"], ["n-1", "U1", "--as-of", "2026-05-01"],
            ["n-1", "U1", "X9"],
            ["n-1", "union", "--author", "Me"],
            ["old.md", "new.md", "new.md", "--three-way", "--side-by-side"],
        ] {
            let run = try Run(["diff"] + wrong, in: place)
            #expect(run.status == 2 && run.output.isEmpty && !run.errors.isEmpty, "\(wrong)")
        }
        #expect(try Run(["diff", "--help"], in: place).status == 0)
    }

    @Test(arguments: [
        ("redline.txt", "[-seven-]"), ("redline.md", "<del>"), ("redline.html", "<!DOCTYPE html>"),
        ("redline.json", "schema_version"), ("redline.docx", "PK\u{3}\u{4}"), ("redline.pdf", "%PDF-"),
    ])
    func `The name of the output says the form, and a file that is there is left alone`(
        name: String,
        sign: String
    ) throws {
        let place = try place()
        let run = try Run(["diff", "old.md", "new.md", "--output", name, "--author", "Union"], in: place)
        #expect(run.status == 1 && run.output.isEmpty, "\(run.errors)")
        let bytes = try place.bytes(name)
        let text = String(decoding: bytes, as: UTF8.self)
        let isMarked = text.contains(sign) || (name == "redline.txt" && text.contains("{+"))
        #expect(isMarked)
        let again = try Run(["diff", "old.md", "new.md", "--output", name], in: place)
        #expect(again.status == 2 && again.errors.contains("is there already"))
        #expect(try place.bytes(name) == bytes)
    }

    @Test(arguments: [
        ("three.txt", "Union and board alike"), ("three.md", "#### Union and board alike"),
        ("three.html", "<!DOCTYPE html>"), ("three.json", "\"rows\""), ("three.docx", "PK\u{3}\u{4}"),
        ("three.pdf", "%PDF-"),
    ])
    func `Three files are one report in every form`(name: String, sign: String) throws {
        let place = try place()
        let run = try Run(["diff", "--three-way", "old.md", "new.md", "new.md", "--output", name], in: place)
        #expect(run.status == 1 && run.output.isEmpty, "\(run.errors)")
        #expect(String(decoding: try place.bytes(name), as: UTF8.self).contains(sign))
    }

    @Test func `Three files, or four, say who changes what, and 0 where nobody does`() throws {
        let place = try place()
        try place.file("other.md", Self.old.replacing("seven hours", with: "eight hours"))
        let run = try Run(["diff", "--three-way", "old.md", "new.md", "other.md"], in: place)
        #expect(run.status == 1 && run.text.contains("7.1 Length: they differ"), "\(run.text) \(run.errors)")
        #expect(run.text.contains("seven {+and a half +}hours") || run.text.contains("{+and a half+}"))
        #expect(run.text.contains("From the union’s to the board’s"))
        let agreed = try Run(["diff", "--three-way", "old.md", "new.md", "new.md", "new.md"], in: place)
        #expect(agreed.status == 1 && agreed.text.contains("7.1 Length: tentatively agreed"))
        let same = try Run(["diff", "--three-way", "old.md", "old.md", "old.md"], in: place)
        #expect(same.status == 0 && same.text.contains("All texts say the same."))
    }

    @Test func `A contract goes out as Word and comes in again`() throws {
        let place = try place()
        #expect(try Run(["export", "old.md", "--output", "old.docx"], in: place).status == 0)
        let back = try Run(["import", "old.docx", "--output", "back.md"], in: place)
        #expect(back.status == 0 && back.text.contains("Nothing was left out"), "\(back.errors)")
        #expect(try Run(["diff", "old.md", "back.md"], in: place).status == 0)
        #expect(try Run(["export", "old.md", "--output", "old.html"], in: place).status == 0)
    }

    @Test func `A schedule comes in from CSV and is a term that can be compared`() throws {
        let place = try place()
        try place.file("pay.csv", "Teachers,,\nStep,B,M\n1,\"$65,720\",\"$69,880\"\n")
        let options = ["--term", "pay", "--effective", "2026-09-01", "--days", "185", "--minutes", "420"]
        let run = try Run(["import", "pay.csv", "--output", "pay.md"] + options, in: place)
        #expect(run.status == 0 && run.text.contains("1 rows that hold no step, left out"), "\(run.errors)")
        #expect(try Run(["diff", "pay.md", "pay.md"], in: place).status == 0)
        let bare = try Run(["import", "pay.csv"], in: place)
        #expect(bare.status == 64 && bare.errors.contains("--days"))
    }
}
