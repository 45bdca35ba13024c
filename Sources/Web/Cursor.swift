import Crypto
import Foundation

/// Where a list goes on, sealed: whoever holds one learns nothing from it and can make none.
struct Cursor: Sendable {
    private let key: SymmetricKey
    private let nonces: SymmetricKey

    /// Cursors of a deployment; every daemon with the same secret reads the others'.
    init(secret: [UInt8]) {
        func derive(_ use: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: secret),
                info: Array("bargain cursor 1 \(use)".utf8),
                outputByteCount: 32
            )
        }
        key = derive("seal")
        nonces = derive("nonce")
    }

    /// The place behind an item of one list as one caller sees it.
    ///
    /// - Parameters:
    ///   - place: the item's key.
    ///   - list: the list with its caller, which the cursor is good for.
    /// - Returns: text for a query.
    /// - Throws: what the cipher throws, which it does for no place.
    func seal(_ place: String, of list: String) throws -> String {
        // Padded, so that its length says nothing of the key's.
        let text = Array(place.utf8)
        let padded = text + [0x80] + [UInt8](repeating: 0, count: 127 - text.count % 128)
        // From what is sealed, so that the same place is the same text, and no nonce seals two.
        let nonce = HMAC<SHA256>.authenticationCode(for: Array(list.utf8) + [0] + padded, using: nonces)
        let box = try ChaChaPoly.seal(
            padded,
            using: key,
            nonce: ChaChaPoly.Nonce(data: Array(nonce).prefix(12)),
            authenticating: Array(list.utf8)
        )
        return box.combined.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// The item's key; what is no cursor of the list is refused.
    func open(_ cursor: String, of list: String) throws -> String {
        var text = cursor.replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard cursor.utf8.count <= 1_024, let data = Data(base64Encoded: text),
            let box = try? ChaChaPoly.SealedBox(combined: data),
            let padded = try? ChaChaPoly.open(box, using: key, authenticating: Array(list.utf8)),
            let end = padded.lastIndex(of: 0x80)
        else {
            throw RequestFault("'cursor' is none that this list gave; begin again without it.")
        }
        return String(decoding: padded[..<end], as: UTF8.self)
    }
}
