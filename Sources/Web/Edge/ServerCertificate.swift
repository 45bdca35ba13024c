import Glibc
import NIOCore
import NIOSSL
import Synchronization

/// The certificate and key that the daemon shows on TCP, as the files were when they were last read well.
public final class ServerCertificate: Sendable {
    /// Why the files cannot be used.
    public struct Fault: Error, CustomStringConvertible {
        /// Which file, and what is wrong with it.
        public let description: String
    }

    private let certificate: String
    private let key: String
    private let current: Mutex<NIOSSLContext>

    /// What new connections are met with.
    var context: NIOSSLContext { current.withLock { $0 } }

    /// Reads the files.
    ///
    /// - Parameters:
    ///   - certificate: the path of the certificate with those that lead to its authority, in PEM.
    ///   - key: the path of its private key, in PEM, which only its owner and group may read.
    /// - Throws: `Fault` when they cannot be read or do not belong together.
    public init(certificate: String, key: String) throws(Fault) {
        self.certificate = certificate
        self.key = key
        current = Mutex(try Self.read(certificate, key))
    }

    /// Reads the files again: new connections are met with what they hold now, those that are open go on.
    ///
    /// - Throws: `Fault` when they cannot be used; what was read before stays.
    public func reload() throws(Fault) {
        let context = try Self.read(certificate, key)
        current.withLock { $0 = context }
    }

    private static func read(_ certificate: String, _ key: String) throws(Fault) -> NIOSSLContext {
        var status = stat()
        guard stat(key, &status) == 0 else {
            throw Fault(description: "The key \(key) cannot be read: \(String(cString: strerror(errno))).")
        }
        guard status.st_mode & 0o007 == 0 else {
            throw Fault(description: "The key \(key) is open to every user of the machine: chmod 640 it.")
        }
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificate)
        } catch {
            throw Fault(description: "The certificate \(certificate) cannot be read as PEM.")
        }
        let secret: NIOSSLPrivateKey
        do {
            secret = try NIOSSLPrivateKey(file: key, format: .pem)
        } catch {
            throw Fault(description: "The key \(key) cannot be read as PEM.")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(secret)
        )
        configuration.minimumTLSVersion = .tlsv13
        configuration.applicationProtocols = ["http/1.1"]
        configuration.shutdownTimeout = .seconds(2)
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw Fault(
                description: "The certificate \(certificate) and the key \(key) do not belong together."
            )
        }
    }
}
