import ArgumentParser
import Foundation
import Record
import RecordSamples

/// `record-bench mutate`.
struct Mutate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write true and forged records with what is held against them.",
        discussion: """
            Each case is NAME.VERDICT.record, VERDICT being intact or faulty; beside it, where there are any, \
            NAME.VERDICT.receipt, NAME.VERDICT.checkpoint and NAME.VERDICT.key are what the reader holds.
            """
    )

    @Option(help: "The first seed.")
    var seed: UInt64 = 0

    @Option(help: "How many seeds.")
    var count: UInt64 = 1

    @Option(help: "The folder, which is made.")
    var output: String

    func run() throws {
        let folder = URL(filePath: output, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for seed in seed..<seed + count {
            for way in Tampering.allCases {
                let forgery = try way.forge(seed: seed)
                let name = "\(seed)-\(way.rawValue)-\(forgery.variant)"
                try write(forgery.record, forgery.held, to: folder.appending(path: "\(name).faulty"))
                try write(forgery.original, forgery.held, to: folder.appending(path: "\(name).intact"))
            }
        }
    }

    private func write(_ record: [UInt8], _ held: RecordVerifier, to place: URL) throws {
        try Data(record).write(to: place.appendingPathExtension("record"))
        if let receipt = held.receipt { try Data(receipt).write(to: place.appendingPathExtension("receipt")) }
        if let checkpoint = held.checkpoint {
            try Data(checkpoint).write(to: place.appendingPathExtension("checkpoint"))
        }
        if let key = held.key {
            try Data("\(key)\n".utf8).write(to: place.appendingPathExtension("key"))
        }
    }
}
