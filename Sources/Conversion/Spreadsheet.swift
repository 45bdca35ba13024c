internal import Foundation

public import Contracts

/// A sheet of an Excel workbook, or a CSV file, as rows.
public enum Spreadsheet {
    /// The rows of the first sheet, or of the one that is named.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - name: its name; the ending says what it is.
    ///   - sheet: the name of the sheet in a workbook.
    /// - Returns: the rows.
    /// - Throws: `unreadable`, `refused` for a formula without a value, `tooLarge`, `toolMissing`, `toolFailed`.
    public static func rows(
        of bytes: [UInt8],
        called name: String,
        sheet: String? = nil
    ) throws(ConversionError) -> DelimitedText {
        let isWorkbook = name.lowercased().hasSuffix(".xlsx")
        let text = isWorkbook ? try csv(of: bytes, called: name, sheet: sheet) : bytes
        do {
            return try DelimitedText(text, name: name)
        } catch {
            throw ConversionError(
                .unreadable,
                "'\(name)' cannot be read as a table.",
                underlying: error.message
            )
        }
    }

    private static func csv(of bytes: [UInt8], called name: String, sheet: String?) throws(ConversionError)
        -> [UInt8]
    {
        let directory = try ZipDirectory(bytes, called: name)
        guard directory.has("xl/workbook.xml") else {
            throw ConversionError(
                .unreadable,
                "'\(name)' holds no Excel workbook; save it as .xlsx from Excel."
            )
        }
        do {
            return try Tool.python.run(
                on: bytes,
                called: "sheet.xlsx",
                limits: .init(seconds: 60, memory: 1 << 30, file: 16 << 20),
                ["-I", "-c", script, "{in}", sheet ?? ""]
            )
        } catch {
            // The script says in a sentence what it refuses.
            guard let said = error.underlying, let start = said.range(of: "REFUSED ") else { throw error }
            throw ConversionError(.refused, "'\(name)': \(said[start.upperBound...])")
        }
    }

    /// Values, not formulas; a formula that was never reckoned has none. As CSV on the output.
    private static let script = """
        import csv, sys
        from openpyxl import load_workbook
        def refuse(words):
            sys.exit("REFUSED " + words)
        path, name = sys.argv[1], sys.argv[2]
        values, formulas = load_workbook(path, data_only=True, read_only=True), load_workbook(path, read_only=True)
        if name and name not in values.sheetnames:
            refuse("it has no sheet '%s'; it has %s." % (name, ", ".join(values.sheetnames)))
        name = name or values.sheetnames[0]
        out = csv.writer(sys.stdout)
        for row, (cells, sources) in enumerate(zip(values[name].iter_rows(), formulas[name].iter_rows()), 1):
            if row > 5000:
                refuse("sheet '%s' has more than 5000 rows; a schedule has fewer." % name)
            line = []
            for cell, source in zip(cells, sources):
                if cell.value is None and isinstance(source.value, str) and source.value.startswith("="):
                    refuse("cell %s of sheet '%s' is a formula without a value; open it in Excel and save it." % (source.coordinate, name))
                value = cell.value
                line.append("" if value is None else "%.2f" % value if isinstance(value, float) else str(value))
            out.writerow(line)
        """
}
