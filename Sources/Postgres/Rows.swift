/// What a statement returned: its rows, and how many it touched.
public struct Rows: Sendable, RandomAccessCollection {
    let result: ResultHandle
    let names: ColumnNames

    /// Always 0.
    public var startIndex: Int { 0 }
    /// The number of rows.
    public var endIndex: Int { result.rowCount }

    /// How many rows an INSERT, UPDATE or DELETE wrote, or a SELECT returned.
    public var affected: Int { result.affected }

    /// The row at this position, counted from 0.
    public subscript(position: Int) -> Row {
        precondition(indices.contains(position), "row \(position) of \(count)")
        return Row(rows: self, index: position)
    }
}

/// One row, whose columns are read by name.
public struct Row: Sendable {
    let rows: Rows
    let index: Int

    /// The column's value as `type`; an optional type if it may be NULL.
    ///
    /// - Throws: A `.decoding` error that names statement, column, the value if it is short, and `type`.
    public func decode<Value: PostgresDecodable>(
        _ column: String,
        as type: Value.Type = Value.self,
        fileID: String = #fileID,
        line: Int = #line
    ) throws(PostgresError) -> Value {
        let names = rows.names
        guard let position = names.index(of: column) else {
            let known = names.columns.map(\.name).joined(separator: ", ")
            throw failure("there is no column \(column); there are: \(known)", column, CallSite(fileID, line))
        }
        let value = self.value(at: position)
        do {
            return try Value(value)
        } catch {
            let quoted = value.excerpt.map { " (\($0))" } ?? ""
            let text =
                "\(column)\(quoted) of type \(value.type) cannot be read as \(Value.self): \(error.message)"
            throw failure(text, column, CallSite(fileID, line))
        }
    }

    private func value(at position: Int) -> PostgresValue {
        let bytes = rows.result.bytes(row: index, column: position)
        return PostgresValue(type: rows.names.columns[position].type, bytes: bytes, owner: rows.result)
    }

    private func failure(_ text: String, _ column: String, _ site: CallSite) -> PostgresError {
        var error = PostgresError(.decoding, text).at(site, statement: rows.names.statement)
        error.column = column
        return error
    }
}

extension PostgresValue {
    /// The value for an error message: numbers whole, text cut short, bytes not at all.
    fileprivate var excerpt: String? {
        guard !isNull else { return nil }
        if let number = try? Int64(self) { return "\(number)" }
        guard let text = try? String(self) else { return nil }
        return text.count > 40 ? "\"\(text.prefix(40))…\"" : "\"\(text)\""
    }
}
