import Foundation

/// Writes one Swift file that holds the given text files as string literals, keyed by their path under a root.
///
/// Arguments: the file to write, the root folder, the text files.
@main
struct EmbedTextTool {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else {
            throw Fault("usage: EmbedTextTool OUTPUT ROOT [FILE …]")
        }
        let root = arguments[2].hasSuffix("/") ? arguments[2] : arguments[2] + "/"
        var entries: [String] = []
        for path in arguments.dropFirst(3).sorted() {
            guard path.hasPrefix(root) else { throw Fault("\(path) does not lie under \(root)") }
            let text = try String(contentsOfFile: path, encoding: .utf8)
            entries.append("        \(literal(String(path.dropFirst(root.count)))): \(literal(text)),")
        }
        let dictionary = entries.isEmpty ? "[:]" : "[\n\(entries.joined(separator: "\n"))\n    ]"
        let source = """
            /// Texts of the source tree, by their path in it.
            enum Embedded {
                static let files: [String: String] = \(dictionary)
            }

            """
        try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
    }

    /// A raw literal on one line: line ends are written as escapes, so that indentation cannot change the text.
    private static func literal(_ text: String) -> String {
        var fence = "#"
        while text.contains("\\" + fence) { fence += "#" }
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\n": "\\\(fence)n"
            case "\r": "\\\(fence)r"
            case "\t": "\\\(fence)t"
            case "\"": "\\\(fence)\""
            case "\0": "\\\(fence)0"
            default: String(scalar)
            }
        }
        return fence + "\"" + escaped.joined() + "\"" + fence
    }
}

struct Fault: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
