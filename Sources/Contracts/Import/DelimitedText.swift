/// Rows and cells of a CSV file (RFC 4180), with whichever separator it has.
public struct DelimitedText: Sendable {
    /// One line of cells.
    public struct Row: Hashable, Sendable {
        /// The cells, white space around them left out.
        public let cells: [String]
        /// The line of its beginning, counted from 1.
        public let line: Int
    }

    /// The rows that hold anything, lines that begin with `#` left out.
    public let rows: [Row]

    /// More than this is not read: 4 MiB.
    public static let largest = 4 << 20
    private static let mostColumns = 100

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte order mark; `,`, `;` or a tab between cells.
    ///   - name: how errors cite it.
    /// - Throws: `unreadable` where it is too long, not UTF-8, or has a quotation that is not closed.
    public init(_ bytes: [UInt8], name: String) throws(ContractError) {
        guard bytes.count <= Self.largest else {
            throw ContractError(
                .unreadable,
                in: name,
                line: 1,
                "The file has \(bytes.count) bytes; at most \(Self.largest) are read. Save the one sheet that holds the schedule."
            )
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        try TextScreen.refuseOtherEncodings(body, name: name)
        let separator = Self.separator(of: body)
        var rows: [Row] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var (line, start, opened) = (1, 1, 1)
        func endCell() {
            let text = String(decoding: cell, as: UTF8.self)
            cells.append(oneSpaced(text))
            cell = []
        }
        func endRow() {
            endCell()
            let isRemark = cells.first?.hasPrefix("#") == true
            if !isRemark, cells.contains(where: { !$0.isEmpty }) {
                rows.append(Row(cells: cells, line: start))
            }
            cells = []
        }
        var index = 0
        while index < body.count {
            let byte = body[index]
            index += 1
            if byte == 0x0A { line += 1 }
            if isQuoted {
                if byte != UInt8(ascii: "\"") {
                    cell.append(byte)
                } else if index < body.count, body[index] == byte {
                    cell.append(byte)
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if byte == UInt8(ascii: "\""), cell.allSatisfy({ $0 == 0x20 }) {
                (isQuoted, opened, cell) = (true, line, [])
            } else if byte == separator {
                endCell()
            } else if byte == 0x0A {
                endRow()
                start = line
            } else if byte != 0x0D {
                cell.append(byte)
            }
        }
        guard !isQuoted else {
            throw ContractError(
                .unreadable,
                in: name,
                line: opened,
                "The quotation that begins here is not closed; add a '\"'."
            )
        }
        endRow()
        if let wide = rows.first(where: { $0.cells.count > Self.mostColumns }) {
            throw ContractError(
                .unreadable,
                in: name,
                line: wide.line,
                "A row of \(wide.cells.count) cells; a schedule has at most \(Self.mostColumns) columns."
            )
        }
        self.rows = rows
    }

    /// The separator that stands most often in the first line that is no remark.
    private static func separator(of bytes: [UInt8]) -> UInt8 {
        let lines = bytes.split(separator: 0x0A, maxSplits: 50, omittingEmptySubsequences: true)
        let first = lines.first { $0.first != UInt8(ascii: "#") } ?? []
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        let counts = candidates.map { candidate in first.count { $0 == candidate } }
        return counts[1] > counts[0] && counts[1] >= counts[2]
            ? candidates[1] : (counts[2] > counts[0] ? candidates[2] : candidates[0])
    }
}
