import ArgumentParser
import Foundation
import Record

/// `record-bench judge`.
struct Judge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge many receipts, checkpoints, proofs and records from standard input, in one process.",
        discussion: """
            Each case is its length (4 bytes, big-endian) and so many bytes: a line that says what is asked, and what \
            it is asked about. For each one line is written: 'holds', or the name of the check that fails.

              receipt KEY                              a receipt's file
              checkpoint KEY                           a checkpoint's note
              record KEY                               a record's file
              inclusion LEAF INDEX SIZE ROOT           a line for each hash of the proof
              consistency SIZE ROOT LARGER ROOT        a line for each hash of the proof
            """
    )

    func run() throws {
        var rest = FileHandle.standardInput.readDataToEndOfFile()[...]
        var verdicts = ""
        while !rest.isEmpty {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            let bytes = Array(rest.dropFirst(4).prefix(length))
            guard rest.count >= 4, bytes.count == length else {
                throw ValidationError("The input ends within a case.")
            }
            rest = rest.dropFirst(4 + length)
            verdicts += try verdict(on: bytes) + "\n"
        }
        FileHandle.standardOutput.write(Data(verdicts.utf8))
    }

    private func verdict(on bytes: [UInt8]) throws -> String {
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        let question = String(decoding: bytes[..<end], as: UTF8.self)
        let words = question.split(separator: " ").map(String.init)
        let subject = Array(bytes[end...].dropFirst())
        switch (words.first, words.count) {
        case ("receipt", 2): return try verdict(onReceipt: subject, key: LogVerifier(words[1]))
        case ("checkpoint", 2): return try verdict(onCheckpoint: subject, key: LogVerifier(words[1]))
        case ("record", 2): return try verdict(onRecord: subject, key: LogVerifier(words[1]))
        case ("inclusion", 5), ("consistency", 5): return try verdict(onProof: subject, of: words)
        default: throw ValidationError("'\(question)' asks nothing that can be judged.")
        }
    }

    private func verdict(onReceipt bytes: [UInt8], key: LogVerifier) -> String {
        do {
            _ = try SealedReceipt(bytes).check(trusting: key)
            return "holds"
        } catch {
            return error.check.rawValue
        }
    }

    private func verdict(onCheckpoint bytes: [UInt8], key: LogVerifier) -> String {
        do {
            _ = try key.checkpoint(bytes)
            return "holds"
        } catch {
            return error.code == .note ? RecordFault.Check.form.rawValue : error.code.rawValue
        }
    }

    private func verdict(onRecord bytes: [UInt8], key: LogVerifier) -> String {
        switch RecordVerifier(key: key).verify(bytes) {
        case .intact: "holds"
        case .faulty(let fault): fault.check.rawValue
        }
    }

    private func verdict(onProof bytes: [UInt8], of words: [String]) throws -> String {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        let proof = lines.compactMap { Hash256(hexadecimal: $0) }
        let numbers = words.compactMap { Int($0) }
        let hashes = words.compactMap { Hash256(hexadecimal: $0) }
        guard proof.count == lines.count, numbers.count == 2, hashes.count == 2 else {
            throw ValidationError("'\(words.joined(separator: " "))' does not stand before a proof.")
        }
        let holds =
            words[0] == "inclusion"
            ? MerkleTree.proves(proof, leaf: hashes[0], at: numbers[0], size: numbers[1], root: hashes[1])
            : MerkleTree.proves(
                proof,
                size: numbers[0],
                root: hashes[0],
                extendsTo: numbers[1],
                root: hashes[1]
            )
        return holds ? "holds" : "leaf"
    }
}
