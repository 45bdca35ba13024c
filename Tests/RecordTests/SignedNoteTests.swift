import Record
import RecordSamples
import Testing

@Suite struct SignedNoteTests {
    /// The example of Go's package `golang.org/x/mod/sumdb/note`.
    private static let vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    private static let note = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """

    @Test func `The example of another implementation verifies, and is written back byte for byte`() throws {
        let verifier = try LogVerifier(Self.vkey)
        #expect(verifier.name == "PeterNeumann" && verifier.description == Self.vkey)
        let note = try verifier.note(Array(Self.note.utf8))
        #expect(note.text.hasSuffix("problem is.\n") && note.signatures.count == 1)
        #expect(note.bytes == Array(Self.note.utf8))
    }

    private static let key = Result { try LogKey(name: "bargain/springfield", seed: Array(1...32)) }

    @Test func `A checkpoint that is signed is read back`() throws {
        let key = try Self.key.get()
        let root = Hash256(hashing: [1])
        let note = try key.checkpoint(size: 12, root: root)
        let checkpoint = try key.verifier.checkpoint(note.bytes)
        #expect(checkpoint == Checkpoint(origin: "bargain/springfield", size: 12, root: root))
        #expect(
            note.text.hasPrefix("bargain/springfield\n12\n") && note.text.split(separator: "\n").count == 3
        )
        #expect(try LogVerifier(key.verifier.description) == key.verifier)
    }

    @Test func `Extension lines and signatures by others do no harm`() throws {
        let key = try Self.key.get()
        let witness = try LogKey(name: "witness", seed: Array(2...33))
        let checkpoint = Checkpoint(
            origin: "bargain/springfield",
            size: 3,
            root: .zero,
            extensions: ["a", "b c"]
        )
        let own = try key.sign(checkpoint.text)
        let other = try witness.sign(checkpoint.text)
        let text = String(decoding: other.bytes, as: UTF8.self)
        let line = text.split(separator: "\n").last.map(String.init) ?? ""
        let note =
            own.text + "\n" + line + "\n"
            + String(decoding: own.bytes.dropFirst(own.text.utf8.count + 1), as: UTF8.self)
        #expect(try key.verifier.checkpoint(Array(note.utf8)) == checkpoint)
        #expect(try witness.verifier.note(Array(note.utf8)).signatures.count == 2)
    }

    @Test func `A signature is of this text, by this key`() throws {
        let key = try Self.key.get()
        let note = try key.checkpoint(size: 12, root: .zero).bytes
        for place in note.indices {
            var changed = note
            changed[place] ^= 1
            #expect(throws: RecordError.self, "byte \(place)") { try key.verifier.checkpoint(changed) }
        }
        let namesake = try LogKey(name: "bargain/springfield", seed: Array(2...33))
        #expect { try namesake.verifier.note(note) } throws: { ($0 as? RecordError)?.code == .signature }
        let elsewhere = try LogKey(name: "bargain/shelbyville", seed: Array(1...32))
        #expect { try elsewhere.verifier.note(note) } throws: { ($0 as? RecordError)?.code == .signature }
        let foreign = try key.sign(Checkpoint(origin: "bargain/shelbyville", size: 1, root: .zero).text)
        #expect { try key.verifier.checkpoint(foreign.bytes) } throws: {
            ($0 as? RecordError)?.code == .origin
        }
    }

    @Test(arguments: [
        "", "\n", "text\n", "text\n\n", "text\n\n— name\n", "text\n\n- name AAAAAAAA\n",
        "text\n\n— name AAAAAAAA",
        "text\n\n— na+me AAAAAAAA\n", "text\n\n— name AAAA\n", "text\n\n— name AAAAAAA=\n\n",
        "te\u{7}xt\n\n— name AAAAAAAA\n", "text\r\n\r\n— name AAAAAAAA\n", "text\n\n— name AAAAAAAB=\n",
    ])
    func `Bytes that are no signed note are refused`(text: String) {
        #expect { try SignedNote(Array(text.utf8)) } throws: { ($0 as? RecordError)?.code == .note }
    }

    @Test(arguments: [
        "", "a\n1\n", "a\n\nAAAA\n", "a\n01\n\(zero)\n", "a\n-1\n\(zero)\n", "a\n1\nAAAA\n", "a\n1\n\(zero)",
        "a\n1\n\(zero)\n\n", "\n1\n\(zero)\n", "a\n1234567890123456789\n\(zero)\n",
    ])
    func `A text that is no checkpoint is refused`(text: String) {
        #expect { try Checkpoint(text) } throws: { ($0 as? RecordError)?.code == .note }
    }

    private static let zero = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

    @Test(arguments: [
        "", "PeterNeumann", "PeterNeumann+c74f20a3+",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", "+c74f20a3+ARpc",
    ])
    func `A text that is no key is refused`(text: String) {
        #expect { try LogVerifier(text) } throws: { ($0 as? RecordError)?.code == .key }
    }
}
