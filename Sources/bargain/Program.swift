import ArgumentParser
import Foundation

/// Where the program begins and how it ends.
@main
enum Program {
    static func main() async {
        let arguments = CommandTree.normalized(Array(CommandLine.arguments.dropFirst()))
        // What compares exits as diff(1) does: 1 says that texts differ, so trouble of every kind is 2.
        let trouble: Int32? = arguments.first == "diff" ? 2 : nil
        if let objection = CommandTree(Bargain.self).objection(to: arguments) {
            objection.tell()
            exit(trouble ?? objection.status.rawValue)
        }
        do {
            var command = try await Bargain.asyncParseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            failure.tell()
            exit(trouble ?? failure.status.rawValue)
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            guard let trouble, !Bargain.exitCode(for: error).isSuccess else { Bargain.exit(withError: error) }
            Screen.tell(Bargain.fullMessage(for: error))
            exit(trouble)
        }
    }
}
