import Contracts
import Foundation
import Testing

@testable import Conversion

@Suite struct SpreadsheetTests {
    /// A workbook, made by the library that many programs make them with.
    private func workbook(_ script: String) throws -> [UInt8] {
        let scratch = try Scratch()
        let path = scratch.folder.appending(path: "book.xlsx").path
        let source =
            "import sys\nfrom openpyxl import Workbook\nb = Workbook(); s = b.active; s.title = 'Pay'\n\(script)\nb.save(sys.argv[1])"
        _ = try output(of: "python3", ["-c", source, path])
        return Array(try Data(contentsOf: URL(filePath: path)))
    }

    @Test func `The sheet that is named is read, with its amounts as they stand`() throws {
        let book = try workbook(
            "b.create_sheet('Old').append(['x'])\ns.append(['Step','B','M']); s.append([1, 65720, 69880.5])"
        )
        let rows = try Spreadsheet.rows(of: book, called: "a.xlsx", sheet: "Pay").rows
        #expect(rows.map(\.cells) == [["Step", "B", "M"], ["1", "65720", "69880.50"]])
    }

    @Test func `A sheet that is not there, and a formula without a value, are refused by name`() throws {
        let book = try workbook("s.append(['Step','B']); s.append([1, '=2*3'])")
        for (sheet, hint) in [
            ("None", "has no sheet 'None'; it has Pay"), ("Pay", "cell B2 of sheet 'Pay' is a formula"),
        ] {
            do {
                _ = try Spreadsheet.rows(of: book, called: "a.xlsx", sheet: sheet)
                Issue.record("It was read.")
            } catch {
                #expect(error.code == .refused && error.message.contains(hint), "\(error)")
            }
        }
    }

    @Test func `A Word document under a workbook's name is refused`() throws {
        let parts: [WordPart] = []
        #expect(throws: ConversionError.self) {
            try Spreadsheet.rows(of: try WordFile.bytes(of: parts), called: "a.xlsx")
        }
    }
}
