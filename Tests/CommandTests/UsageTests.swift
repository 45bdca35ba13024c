import Foundation
import Testing

@Suite struct UsageTests {
    private struct Dump: Decodable {
        struct Command: Decodable {
            let commandName: String
            let subcommands: [Command]?
        }

        let command: Command
    }

    private static func leaves(of command: Dump.Command, path: [String] = []) -> [[String]] {
        let subcommands = (command.subcommands ?? []).filter { $0.commandName != "help" }
        guard !subcommands.isEmpty else { return [path] }
        return subcommands.flatMap { leaves(of: $0, path: path + [$0.commandName]) }
    }

    private static func leaves() throws -> [[String]] {
        let dump = try Run(["--experimental-dump-help"], in: Place())
        return leaves(of: try JSONDecoder().decode(Dump.self, from: Data(dump.output)).command)
    }

    @Test func `Every command has help with examples of its own`() throws {
        let leaves = try Self.leaves()
        #expect(leaves.count > 35)
        let place = try Place()
        for leaf in leaves {
            let run = try Run(leaf + ["--help"], in: place)
            let command = "bargain " + leaf.joined(separator: " ")
            #expect(run.status == 0 && run.errors.isEmpty && !run.hasEscapes, "\(command)")
            #expect(run.text.contains("EXAMPLES\n  bargain"), "\(command)")
            #expect(run.text.contains("\n  \(command)") || leaf == ["today"], "\(command)")
        }
    }

    @Test(arguments: [
        (["negotation", "list"], "Did you mean 'negotiation'?"),
        (["zone", "lst"], "Did you mean 'list'?"),
        (["help", "dokcet"], "Did you mean 'docket'?"),
        (["dispute", "recrod", "n"], "Did you mean 'record'?"),
        (["frobnicate"], "It has: today, status"),
        (["count", "--form", "2026-01-01"], "Did you mean '--from'?"),
        (["docket", "spring-1", "--jsn"], "Did you mean '--json'?"),
        (
            ["seat", "add", "--person", "X", "--role", "boss"],
            "'board', 'union', 'neutral', 'clerk' or 'observer'"
        ),
        (["docket", "Not a handle"], "a name is 2 to 64 letters"),
        (["counter", "spring-1", "X9", "a.md"], "such as U1 or B2"),
        (["dispute", "stipulate", "spring-1", "a", "--reason", "b"], "NAME=CHOICE"),
        (["count", "--days", "3"], "--from DATE"),
    ])
    func `A slip is usage error 64, with what was probably meant`(arguments: [String], hint: String) throws {
        let run = try Run(arguments, in: Place())
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.errors.contains(hint), "\(run.errors)")
    }

    @Test(arguments: [["--help"], ["help"], ["help", "zone"], ["zone", "help"], ["zone"], ["--version"]])
    func `Help is asked for in any of the usual ways`(arguments: [String]) throws {
        let run = try Run(arguments, in: Place())
        #expect(run.status == 0 && !run.output.isEmpty && run.errors.isEmpty)
    }

    @Test func `The codes with which it ends are in its help`() throws {
        let text = try Run(["--help"], in: Place()).text
        for code in ["0 ", "1 ", "2 ", "5 ", "64", "66", "69", "70", "77"] {
            #expect(text.contains("\n  \(code)"))
        }
    }

    @Test func `A socket's path that cannot be is told from a daemon that is not there`() throws {
        let long = try Run(["status", "--socket", "/tmp/" + String(repeating: "x", count: 120)], in: Place())
        #expect(long.status == 64 && long.errors.contains("107"))
        let absent = try Run(["status"], in: Place())
        #expect(absent.status == 69 && absent.errors.contains("Try: bargaind serve"))
        #expect(!absent.errors.contains("recorded"))
    }
}
