import Postgres
import TestSupport
import Testing

enum Side: String, PostgresEncodable, PostgresDecodable { case board, union }

@Suite(.database) struct ValueTests {
    @Test func `Scalars come back as they were given`() async throws {
        try await withPool { (pool) async throws in
            #expect(try await pool.value("select $1::boolean as value", true) == true)
            #expect(try await pool.value("select $1::smallint as value", Int16.min) == Int16.min)
            #expect(try await pool.value("select $1::integer as value", Int32.max) == Int32.max)
            #expect(try await pool.value("select $1::bigint as value", Int64.min) == Int64.min)
            #expect(try await pool.value("select $1::integer as value", 7, as: Int.self) == 7)
            #expect(try await pool.value("select $1::text as value", "Grüße, 교섭 🖋") == "Grüße, 교섭 🖋")
            #expect(try await pool.value("select $1::text as value", "") == "")
            #expect(
                try await pool.value("select $1::bytea as value", [UInt8]([0, 255, 0]))
                    == [UInt8]([0, 255, 0])
            )
            #expect(try await pool.value("select $1::bytea as value", [UInt8]()) == [UInt8]())
            #expect(try await pool.value("select $1::jsonb as value", #"{"a": 1}"#) == #"{"a": 1}"#)
            #expect(try await pool.value("select $1::json as value", #"{"a":1}"#) == #"{"a":1}"#)
            #expect(try await pool.value("select $1::text as value", Side.union) == Side.union)
            #expect(try await pool.value("select ($1::numeric * 2)::text as value", "1.25") == "2.50")
        }
    }

    @Test func `Days and instants count from the year 2000`() async throws {
        try await withPool { (pool) async throws in
            let day = PostgresDate(daysSince2000: 9193)
            #expect(try await pool.value("select date '2025-03-03' as value") == day)
            #expect(try await pool.value("select $1::date::text as value", day) == "2025-03-03")
            let instant = PostgresTimestamp(microsecondsSince2000: -1)
            #expect(try await pool.value("select $1::timestamptz as value", instant) == instant)
            #expect(
                try await pool.value("select ($1::timestamptz at time zone 'UTC')::text as value", instant)
                    == "1999-12-31 23:59:59.999999"
            )
            for sql in ["select date 'infinity' as value", "select date '-infinity' as value"] {
                let error = await failure { _ = try await pool.value(sql, as: PostgresDate.self) }
                #expect(error?.code == .decoding)
            }
        }
    }

    @Test func `Nulls and arrays come back as they were given`() async throws {
        try await withPool { (pool) async throws in
            #expect(try await pool.value("select $1::bigint as value", nil, as: Int?.self) == nil)
            #expect(try await pool.value("select $1::bigint as value", Int?.some(3), as: Int?.self) == 3)
            #expect(
                try await pool.value("select $1::bigint[] as value", [1, -2, 3] as [Int64]) == [1, -2, 3]
                    as [Int64]
            )
            #expect(try await pool.value("select $1::bigint[] as value", [Int64]()) == [Int64]())
            let words: [String?] = ["a", nil, "", "{,\"}"]
            #expect(try await pool.value("select $1::text[] as value", words) == words)
            let flags = [true, false]
            #expect(try await pool.value("select $1::boolean[] as value", flags) == flags)
            let blobs: [[UInt8]] = [[], [0], [1, 2, 255]]
            #expect(try await pool.value("select $1::bytea[] as value", blobs) == blobs)
            let days: [PostgresDate?] = [
                PostgresDate(daysSince2000: 0), nil, PostgresDate(daysSince2000: -400),
            ]
            #expect(try await pool.value("select $1::date[] as value", days) == days)
            let instants = [
                PostgresTimestamp(microsecondsSince2000: 1), PostgresTimestamp(microsecondsSince2000: -1),
            ]
            #expect(try await pool.value("select $1::timestamptz[] as value", instants) == instants)
            #expect(try await pool.value("select $1::jsonb[] as value", ["1", "[]"]) == ["1", "[]"])
            #expect(try await pool.value("select $1::text[] as value", [Side.board]) == [Side.board])
            let sum = "select sum(n * m)::bigint as value from unnest($1::bigint[], $2::integer[]) as t(n, m)"
            #expect(try await pool.value(sum, [1, 2, 3], [10, 20, 30], as: Int.self) == 140)
        }
    }

    @Test func `Sixteen megabytes go both ways whole`() async throws {
        try await withPool { (pool) async throws in
            var bytes = [UInt8](repeating: 0, count: 16 << 20)
            for index in stride(from: 0, to: bytes.count, by: 97) {
                bytes[index] = UInt8(truncatingIfNeeded: index)
            }
            let back: [UInt8] = try await pool.value("select $1::bytea as value", bytes)
            #expect(back == bytes)
            let text = String(repeating: "Ein Vertrag. ", count: 1_300_000)
            let again: String = try await pool.value("select $1::text as value", text)
            #expect(again == text)
        }
    }

    @Test func `Text with U+0000 is refused by the parameter's number and never cut`() async throws {
        try await withPool { (pool) async throws in
            let statement = Statement("offer.write", "select $1::integer, $2::text, $3::text[]")
            let error = await failure {
                _ = try await pool.query(Query(statement, 1, "offer 3.25%\0 unless withdrawn", ["x"]))
            }
            #expect(error?.code == .encoding)
            #expect(
                error?.message == """
                    parameter $2 of offer.write, which is text: the text holds U+0000, which PostgreSQL cannot keep
                    """
            )
            #expect(error?.description.contains("3.25") == false)
            let inArray = await failure { _ = try await pool.query(Query(statement, 1, "x", ["y", "\0"])) }
            #expect(inArray?.message.hasPrefix("parameter $3 of offer.write") == true)
            let inNumber = await failure {
                _ = try await pool.value("select $1::numeric::text as value", "1\0", as: String.self)
            }
            #expect(inNumber?.code == .encoding)
        }
    }

    @Test func `A parameter of the wrong type is named with both types`() async throws {
        try await withPool { (pool) async throws in
            let statement = Statement("deadline.claim", "select $1::bigint, $2::date")
            let wrong = await failure { _ = try await pool.query(Query(statement, "seven", nil)) }
            #expect(wrong?.message == "parameter $1 of deadline.claim, which is bigint: a String was given")
            #expect(wrong?.statement == "deadline.claim")
            #expect(wrong?.fileID == "PostgresTests/ValueTests.swift")
            let missing = await failure { _ = try await pool.query(Query(statement, 7)) }
            #expect(missing?.message == "it takes 2 parameters, but 1 were given")
            let large = await failure {
                _ = try await pool.query(Query(Statement("small", "select $1::smallint"), 40_000))
            }
            #expect(
                large?.message
                    == "parameter $1 of small, which is smallint: the number is out of the range of smallint"
            )
        }
    }

    @Test func `What cannot be read is named with statement, column, value and type`() async throws {
        try await withPool { (pool) async throws in
            let statement = Statement(
                "seat.list",
                "select 'warden' as side, null::text as name, 70000 as number"
            )
            let row = try await pool.query(Query(statement))[0]
            let value = await failure { _ = try row.decode("side", as: Side.self) }
            #expect(
                value?.message
                    == "side (\"warden\") of type text cannot be read as Side: it is none of the values that are known"
            )
            #expect(value?.statement == "seat.list")
            #expect(value?.column == "side")
            let null = await failure { _ = try row.decode("name", as: String.self) }
            #expect(null?.message.contains("it is NULL") == true)
            #expect(try row.decode("name", as: String?.self) == nil)
            let unknown = await failure { _ = try row.decode("nme", as: String.self) }
            #expect(unknown?.message == "there is no column nme; there are: side, name, number")
            let range = await failure { _ = try row.decode("number", as: Int16.self) }
            #expect(range?.message.contains("70000") == true)
            let type = await failure { _ = try row.decode("number", as: String.self) }
            #expect(
                type?.message
                    == "number (70000) of type integer cannot be read as String: its type is integer"
            )
        }
    }

    @Test func `A description gives the types that the server sees`() async throws {
        try await withPool { (pool) async throws in
            let statement = Statement(
                "d",
                "select $1::bigint[] as ids, $2::date as due_on, now() as at, 1.5 as rate"
            )
            let description = try await pool.describe(statement)
            #expect(description.parameterTypes.map(\.description) == ["bigint[]", "date"])
            #expect(description.columns.map(\.name) == ["ids", "due_on", "at", "rate"])
            #expect(
                description.columns.map(\.type.description) == ["bigint[]", "date", "timestamptz", "numeric"]
            )
        }
    }
}
