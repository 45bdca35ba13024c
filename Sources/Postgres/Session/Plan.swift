/// A statement as one session has prepared it.
final class Plan: Sendable {
    let statement: Statement
    let description: StatementDescription
    let names: ColumnNames

    init(statement: Statement, description: StatementDescription) {
        self.statement = statement
        self.description = description
        names = ColumnNames(statement: statement.name, columns: description.columns)
    }
}

/// Parameters of some statements as libpq takes them.
struct EncodedParameters {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    /// Encodes each query's parameters for the plan that stands at its place.
    init(_ queries: [Query], plans: [Plan]) throws(PostgresError) {
        var writer = PostgresWriter()
        for (query, plan) in zip(queries, plans) {
            let types = plan.description.parameterTypes
            guard query.parameters.count == types.count else {
                let text = "it takes \(types.count) parameters, but \(query.parameters.count) were given"
                throw PostgresError(.encoding, text).at(CallSite("", 0), statement: query.statement.name)
            }
            for (index, parameter) in query.parameters.enumerated() {
                let offset = writer.bytes.count
                writer.begin(types[index])
                do throws(PostgresError) {
                    try Self.encode(parameter, into: &writer)
                } catch {
                    throw Self.failure(error, index: index, type: types[index], statement: query.statement)
                }
                offsets.append(writer.isNull ? -1 : offset)
                lengths.append(Int32(clamping: writer.bytes.count - offset))
                formats.append(writer.isTextFormat ? 0 : 1)
                // libpq reads a parameter in text form up to this byte.
                writer.write(UInt8(0))
            }
        }
        bytes = writer.bytes
    }

    /// Calls `body` with pointers to all parameters, one query's after the other's.
    func withPointers<Result>(
        _ body: (
            [UnsafePointer<CChar>?], UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = offsets.map { offset in offset < 0 ? nil : start.map { $0 + offset } }
            return lengths.withUnsafeBufferPointer { lengths in
                formats.withUnsafeBufferPointer { formats in
                    body(values, lengths.baseAddress, formats.baseAddress)
                }
            }
        }
    }

    private static func encode(
        _ parameter: (any PostgresEncodable)?,
        into writer: inout PostgresWriter
    ) throws(PostgresError) {
        guard let parameter else { return writer.writeNull() }
        guard Swift.type(of: parameter).isEncodable(as: writer.type) else {
            throw PostgresError(.encoding, "a \(Swift.type(of: parameter)) was given")
        }
        try parameter.encode(into: &writer)
    }

    private static func failure(
        _ error: PostgresError,
        index: Int,
        type: PostgresType,
        statement: Statement
    ) -> PostgresError {
        let text = "parameter $\(index + 1) of \(statement.name), which is \(type): \(error.message)"
        return PostgresError(.encoding, text).at(CallSite("", 0), statement: statement.name)
    }
}
