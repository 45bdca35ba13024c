import CLibPQ

/// Owns one PGresult.
final class ResultHandle: Sendable {
    // libpq never changes a finished result, and it is freed only by `deinit`.
    nonisolated(unsafe) private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    /// Calls `body` with the PGresult, which is freed no earlier than `body` returns.
    func withPointer<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        withExtendedLifetime(self) { body(pointer) }
    }

    var status: ExecStatusType { withPointer { PQresultStatus($0) } }

    var rowCount: Int { withPointer { Int(PQntuples($0)) } }

    /// The command tag, such as `COMMIT`.
    var commandTag: String { withPointer { String(cString: PQcmdStatus($0)) } }

    /// The rows that an INSERT, UPDATE, DELETE or SELECT touched.
    var affected: Int { withPointer { Int(String(cString: PQcmdTuples($0))) ?? 0 } }

    /// The value's bytes, which are there as long as the handle; nil for NULL.
    func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        let (row, column) = (Int32(row), Int32(column))
        return withPointer { pointer in
            if PQgetisnull(pointer, row, column) == 1 { return nil }
            let length = Int(PQgetlength(pointer, row, column))
            return UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, column), count: length)
        }
    }

    /// What a description of a prepared statement says.
    var description: StatementDescription {
        withPointer { pointer in
            let parameterTypes = (0..<PQnparams(pointer)).map { PostgresType(oid: PQparamtype(pointer, $0)) }
            let columns = (0..<PQnfields(pointer)).map { index in
                StatementDescription.Column(
                    name: PQfname(pointer, index).map { String(cString: $0) } ?? "",
                    type: PostgresType(oid: PQftype(pointer, index))
                )
            }
            return StatementDescription(parameterTypes: parameterTypes, columns: columns)
        }
    }
}

/// What a result's columns are called, shared by all results of a prepared statement.
final class ColumnNames: Sendable {
    let statement: String
    let columns: [StatementDescription.Column]
    private let indices: [String: Int]

    init(statement: String, columns: [StatementDescription.Column]) {
        self.statement = statement
        self.columns = columns
        // Of two columns with one name the first is meant.
        indices = Dictionary(
            columns.enumerated().map { ($1.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    func index(of name: String) -> Int? { indices[name] }
}
