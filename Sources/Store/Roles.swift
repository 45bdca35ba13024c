import Crypto
import Foundation
import Postgres

/// Makes the roles that the wall rests on, and the connection strings of their logins.
///
/// Roles belong to the server, not to a database: several databases and daemons share them. A private cluster trusts
/// whoever reaches its socket; elsewhere each login has a password that follows from one secret.
public struct Roles: Sendable {
    private let secret: [UInt8]?

    /// The roles of a server.
    ///
    /// - Parameter secret: 32 random bytes from which the passwords follow; nil where the server asks for none. A
    ///   password is set only when its role is made, so every daemon of a server needs the same secret.
    public init(secret: [UInt8]? = nil) {
        self.secret = secret
    }

    /// The given connection string, for another login and with the settings that the login is held to.
    ///
    /// - Throws: `StoreError` when libpq cannot read the string.
    public func connectionString(of login: Login, from text: String) throws -> String {
        let given: ConnectionString
        do { given = try ConnectionString(text) } catch { throw StoreError(error) }
        let settings = [
            "-csearch_path=\(login.schema)", "-crow_security=on", "-cidle_in_transaction_session_timeout=30s",
            "-clock_timeout=8s", "-cdefault_transaction_isolation=read\\ committed",
            "-cdefault_transaction_read_only=off",
        ]
        return given.with("user", login.role)
            .with("password", password(of: login))
            .with("options", ([given["options"]].compactMap(\.self) + settings).joined(separator: " "))
            .text
    }

    /// Makes the roles that are missing, mends those that have too many rights, and leaves the others alone.
    func make(on connection: PostgresConnection) async throws {
        let settings = try await isComplete(on: connection) ? [] : verifiers
        try await connection.script("begin;\n\(settings.joined())\(Self.script)\n;commit;")
    }

    private func isComplete(on connection: PostgresConnection) async throws -> Bool {
        let names = Login.allCases.map(\.role)
        let rows = try await connection.query(Query(Statement("role/count", Self.counting), names))
        return try rows.first?.decode("found", as: Int.self) == names.count
    }

    private func password(of login: Login) -> String? {
        secret.map { secret in
            let code = HMAC<SHA256>.authenticationCode(
                for: Array("bargain login 1\n\(login.role)".utf8),
                using: SymmetricKey(data: secret)
            )
            return hexadecimal(code)
        }
    }

    /// What the server keeps of each password (RFC 5803), so that no password travels in a statement.
    private var verifiers: [String] {
        Login.allCases.compactMap { login in
            password(of: login).map { password in
                let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
                return
                    "set local bargain.verifier_\(login.role) = '\(Self.verifier(password, salt: salt))';\n"
            }
        }
    }

    static func verifier(_ password: String, salt: [UInt8], iterations: Int = 4096) -> String {
        let key = SymmetricKey(data: Array(password.utf8))
        var block = Array(HMAC<SHA256>.authenticationCode(for: salt + [0, 0, 0, 1], using: key))
        var salted = block
        for _ in 1..<iterations {
            block = Array(HMAC<SHA256>.authenticationCode(for: block, using: key))
            for index in salted.indices { salted[index] ^= block[index] }
        }
        let derived = SymmetricKey(data: salted)
        let client = HMAC<SHA256>.authenticationCode(for: Array("Client Key".utf8), using: derived)
        let stored = SHA256.hash(data: Array(client))
        let server = HMAC<SHA256>.authenticationCode(for: Array("Server Key".utf8), using: derived)
        let base64 = [salt, Array(stored), Array(server)].map { Data($0).base64EncodedString() }
        return "SCRAM-SHA-256$\(iterations):\(base64[0])$\(base64[1]):\(base64[2])"
    }

    private static let counting = "select count(*) as found from pg_catalog.pg_roles where rolname = any ($1)"
    private static let script = Embedded.text("administration/roles.sql")
}

extension Embedded {
    /// A text that is built in.
    static func text(_ name: String) -> String {
        guard let text = files[name] else { preconditionFailure("sql/\(name) is not embedded") }
        return text
    }
}
