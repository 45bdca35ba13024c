import ArgumentParser
import Foundation

/// Where the program begins and how it ends.
@main
enum Program {
    static func main() async {
        let arguments = CommandTree.normalized(Array(CommandLine.arguments.dropFirst()))
        if let objection = CommandTree(Bargain.self).objection(to: arguments) {
            objection.tell()
            exit(objection.status.rawValue)
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
            exit(failure.status.rawValue)
        } catch {
            Bargain.exit(withError: error)
        }
    }
}
