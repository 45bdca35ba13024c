import CLibPQ
import Glibc

/// A connection string as libpq reads it, keywords or URI, whose parts can be replaced.
public struct ConnectionString: Sendable {
    private var parts: [(keyword: String, value: String)]

    /// Reads a connection string.
    ///
    /// - Throws: `.cannotConnect` when libpq cannot read it; the error does not quote it.
    public init(_ text: String) throws(PostgresError) {
        var reason: UnsafeMutablePointer<CChar>?
        defer { PQfreemem(reason) }
        guard let options = PQconninfoParse(text, &reason) else {
            // libpq's reason may quote a part of the string, and that part may be a password.
            throw PostgresError(.cannotConnect, "the connection string is not one that libpq can read")
        }
        defer { PQconninfoFree(options) }
        parts = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                parts.append((String(cString: keyword), String(cString: value)))
            }
            option += 1
        }
    }

    /// The value of a keyword such as `user`; nil where the string leaves it to libpq.
    public subscript(keyword: String) -> String? {
        parts.first { $0.keyword == keyword }?.value
    }

    /// The same string with a keyword's value replaced, or left to libpq where that is nil.
    public func with(_ keyword: String, _ value: String?) -> ConnectionString {
        var changed = self
        changed.parts.removeAll { $0.keyword == keyword }
        if let value { changed.parts.append((keyword, value)) }
        return changed
    }

    /// The string in the form of keywords and quoted values, which may hold a password.
    public var text: String {
        parts.map { "\($0.keyword)='\(Self.escaped($0.value))'" }.joined(separator: " ")
    }

    private static func escaped(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            if character == "'" || character == "\\" { text.append("\\") }
            text.append(character)
        }
    }
}
