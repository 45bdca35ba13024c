internal import Foundation

/// A program of the system that converts documents, run without a shell and within bounds of time, memory and room.
struct Tool: Sendable {
    /// The name of the program.
    let name: String
    /// The Debian package that has it.
    let package: String

    static let pandoc = Tool(name: "pandoc", package: "pandoc")
    static let textOfPDF = Tool(name: "pdftotext", package: "poppler-utils")
    static let markedTextOfPDF = Tool(name: "pdftohtml", package: "poppler-utils")
    static let pdfOfPage = Tool(name: "weasyprint", package: "weasyprint")
    static let python = Tool(name: "python3", package: "python3-openpyxl")

    /// What one run may use.
    struct Limits: Sendable {
        /// Seconds on the clock.
        var seconds = 120
        /// Bytes of address space.
        var memory = 2 << 30
        /// Bytes of its largest file.
        var file = 256 << 20
    }

    /// Where programs of the system are; not where a person keeps others of the same name.
    private static let folders = ["/usr/bin", "/usr/local/bin", "/bin"]

    private static func path(_ name: String) -> String? {
        folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Runs it on one file, which it gets in a folder that exists for this run alone.
    ///
    /// - Parameters:
    ///   - input: the bytes of the file.
    ///   - inputName: what the file is called there.
    ///   - outputName: which file it leaves behind there; nil for what it writes to its standard output.
    ///   - limits: what it may use.
    ///   - arguments: in which `{in}` stands for the file's path and `{out}` for that of the output.
    /// - Returns: the bytes of the output.
    /// - Throws: `toolMissing`, `toolFailed` or `tooLarge`.
    func run(
        on input: [UInt8],
        called inputName: String,
        output outputName: String? = nil,
        limits: Limits = Limits(),
        _ arguments: [String]
    ) throws(ConversionError) -> [UInt8] {
        guard let program = Self.path(name) else {
            throw ConversionError(
                .toolMissing,
                "'\(name)' is needed for this and is not installed; install it with: apt-get install \(package)"
            )
        }
        guard let timeout = Self.path("timeout"), let prlimit = Self.path("prlimit") else {
            throw ConversionError(
                .toolMissing,
                "'timeout' and 'prlimit' are needed; install them with: apt-get install coreutils util-linux"
            )
        }
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "bargain-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            let inputFile = folder.appending(path: inputName)
            try Data(input).write(to: inputFile)
            let outputFile = folder.appending(path: outputName ?? "output")
            let given = arguments.map {
                $0.replacing("{in}", with: inputFile.path).replacing("{out}", with: outputFile.path)
            }
            let process = Process()
            process.executableURL = URL(filePath: timeout)
            process.arguments =
                [
                    "--kill-after=2", "\(limits.seconds)", prlimit, "--as=\(limits.memory)",
                    "--fsize=\(limits.file)", "--cpu=\(limits.seconds)", "--core=0", "--", program,
                ] + given
            process.currentDirectoryURL = folder
            // Nothing of the person's own settings can change what comes out.
            process.environment = [
                "PATH": Self.folders.joined(separator: ":"), "HOME": folder.path, "TMPDIR": folder.path,
                "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": folder.path,
            ]
            process.standardInput = FileHandle.nullDevice
            let said = folder.appending(path: "said")
            try Data().write(to: said)
            let errors = try FileHandle(forWritingTo: said)
            if outputName == nil { try Data().write(to: outputFile) }
            process.standardError = errors
            process.standardOutput =
                try outputName == nil ? FileHandle(forWritingTo: outputFile) : FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            guard process.terminationReason == .exit, process.terminationStatus == 0 else {
                throw failure(of: process, saying: try? String(contentsOf: said, encoding: .utf8), limits)
            }
            return Array(try Data(contentsOf: outputFile))
        } catch let error as ConversionError {
            throw error
        } catch {
            throw ConversionError(
                .toolFailed,
                "'\(name)' could not be run; see that \(NSTemporaryDirectory()) has room and can be written.",
                underlying: error.localizedDescription
            )
        }
    }

    private func failure(of process: Process, saying said: String?, _ limits: Limits) -> ConversionError {
        let status = process.terminationStatus
        let lines = (said ?? "").split(separator: "\n").suffix(3).joined(separator: " ")
        let words = lines.isEmpty ? "status \(status)" : String(lines.prefix(400))
        // 124 and 137: out of time; signals: out of time, memory or room.
        let isBound = process.terminationReason == .uncaughtSignal || [124, 137, 152, 153].contains(status)
        let isMemory = ["memory", "Memory", "heap", "File size limit"].contains { lines.contains($0) }
        if isBound || isMemory {
            return ConversionError(
                .tooLarge,
                "'\(name)' needed more than \(limits.seconds) seconds, \(limits.memory >> 20) MiB of memory or "
                    + "\(limits.file >> 20) MiB of room; split the document.",
                underlying: words
            )
        }
        return ConversionError(
            .toolFailed,
            "'\(name)' could not read or write the document; open it where it was made and save it anew.",
            underlying: words
        )
    }
}
