import Contracts
import Foundation

@testable import Conversion

/// What a program of the system makes of a file: the independent reader of these tests.
func output(of program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/\(program)")
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
}

/// A file that is gone with the test.
final class Scratch {
    let folder = URL(filePath: "/tmp/bargain-conversion-\(UUID().uuidString.prefix(8))")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let url = folder.appending(path: name)
        try Data(bytes).write(to: url)
        return url.path
    }
}

func example(_ name: String) throws -> ContractDocument {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return try ContractDocument(
        bytes: Array(try Data(contentsOf: root.appending(path: "docs/examples/\(name)"))),
        name: name
    )
}

/// Letters and figures alone: pandoc sets its own marks, spaces and line ends.
func letters(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber || $0 == "$" } }
