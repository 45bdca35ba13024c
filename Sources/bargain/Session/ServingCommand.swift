import ArgumentParser
import CivilTime
import Client
import Contracts
import Table
import Wire

/// What a command that serves a text is given.
struct TextOptions: ParsableArguments {
    @OptionGroup var act: ActOptions

    @Option(help: "What it is about; the document's own title where none is given.")
    var title: String?

    @Option(help: "Send the text of a draft that was kept, byte for byte.", completion: .file())
    var recover: String?
}

/// What a command is given that says how a text is served.
struct ServingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A topic of it, as 'bargain procedure show' names those that may be bargained; once for each.",
            valueName: "name"
        )
    )
    var topic: [String] = []

    @Flag(
        help: """
            Serve it as a package: all of it is agreed or none, and until then each section stands where your side's \
            last proposal outside of packages put it.
            """
    )
    var package = false

    @Option(help: "The last day on which the package can be agreed.", transform: Arguments.day)
    var expires: Day?

    @Flag(help: "Serve the text even though a proposal of your side has the same, word for word.")
    var again = false

    func validate() throws {
        guard expires == nil || package else {
            throw ValidationError("--expires is the last day of a package; say --package as well.")
        }
    }

    /// The package that is served, its last day told to the person; nil where none is.
    func offer(in negotiation: String, by session: Session) async throws -> PackageOffer? {
        guard package else { return nil }
        return PackageOffer(expires: try await session.date(ifGiven: expires, in: negotiation))
    }
}

/// Serves a text on the other side, and keeps it until the daemon has it.
struct Serving {
    let negotiation: String
    let answers: ProposalNumber?
    let file: String?
    let options: TextOptions
    let serving: ServingOptions

    func run() async throws {
        let fresh = options.act.key ?? RequestKey.new()
        let text = try OutgoingText(file: file, recover: options.recover, key: fresh)
        do {
            let session = try Session(options.act.daemon, key: options.act.key ?? text.draft?.key ?? fresh)
            session.draft = text.draft
            try await session.whileConnected { try await serve(text, by: session) }
        } catch let failure as Failure {
            throw text.failing(failure)
        }
    }

    private func serve(_ text: OutgoingText, by session: Session) async throws {
        let document = try text.document()
        let own = document.title.isEmpty ? answers.map { "Counter to \($0)" } : document.title
        let title = options.title ?? own ?? ""
        guard !title.isEmpty else {
            throw Failure(
                .usage,
                "The text has no heading that could be its title; give one with --title TEXT.",
                mend: "\(Invocation.plain) --title \"What it is about\""
            )
        }
        var query = [("title", title), ("name", text.name)]
        if let answers { query.append(("answers", answers.description)) }
        if !serving.topic.isEmpty { query.append(("topics", serving.topic.joined(separator: ","))) }
        if let package = try await serving.offer(in: negotiation, by: session) {
            query.append(("package", "true"))
            if let expires = package.expires { query.append(("expires", expires.description)) }
        }
        if serving.again { query.append(("again", "true")) }
        let answer: Answer<ActReply> = try await session.post(
            ["negotiations", negotiation, "proposals"],
            query: query,
            body: .document(text.bytes)
        )
        text.draft?.discard()
        session.draft = nil
        try await session.report(answer, in: negotiation)
    }
}
