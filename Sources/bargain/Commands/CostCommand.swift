import ArgumentParser
import CivilTime
import Contracts
import Foundation
import Table
import Wire

/// `bargain cost`.
struct CostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "cost",
        "Price a proposal on a scattergram: schedule, steps, lanes, other pay and what follows pay.",
        """
        Two files are priced on this machine, without the daemon: the contract in force and the proposal. With a \
        negotiation, one of its proposals is priced on its contract in force. The scattergram is a CSV file, a row for \
        each step and a column for each lane, with the posts (FTE) in the cells. What else the price rests on stands in \
        an assumptions file, described in docs/costing.md: years, movement, head counts, rates, funding. The answer \
        names the SHA-256 of every file it rests on. --salary prices a longer day or year for one teacher, also without \
        a scattergram.
        """,
        examples: "bargain cost contract.md u1.md --snapshot fte.csv",
        "bargain cost contract.md u1.md --snapshot fte.csv --assumptions cost.yaml --format csv > cost.csv",
        "bargain cost springfield-2026-1 U1 --snapshot fte.csv --assumptions cost.yaml",
        "bargain cost contract.md longer-day.md --salary 60000"
    )

    /// The forms of the answer.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, csv, json
    }

    @OptionGroup var daemon: DaemonOptions

    @OptionGroup var basis: PriceBasis

    @Option(help: ArgumentHelp("A teacher's salary, to price an hour by.", valueName: "amount"))
    var salary: String?

    @Flag(help: "Each step and lane with its posts, amount and product.")
    var products = false

    @Option(help: "text, csv or json.")
    var format: Format?

    @Argument(help: "CONTRACT PROPOSAL: two files. Or NEGOTIATION U1.", completion: .file())
    var sides: [String]

    func run() async throws {
        guard sides.count == 2 else {
            throw usage("Name the contract and the proposal, or a negotiation and one of its proposals.")
        }
        guard basis.snapshot != nil || salary != nil else {
            throw usage(
                "A price needs a scattergram (--snapshot FILE), or one teacher's salary (--salary 60000)."
            )
        }
        guard !daemon.output.json || format ?? .json == .json else {
            throw usage("--json and --format \(format?.rawValue ?? "") are two forms; ask for one.")
        }
        guard isServed else {
            let screen = daemon.output.screen
            let contract = try ContractSource.version(at: sides[0])
            try show(contract, try ContractSource.version(at: sides[1]), isDrill: nil, on: screen)
            return screen.flush()
        }
        let number = try number
        let session = try Session(daemon)
        try await session.whileConnected {
            let served = try await ContractSource.served(in: sides[0], [number], session)
            session.screen.drill(served.isDrill)
            try show(served.contract, served.proposals[0], isDrill: served.isDrill, on: session.screen)
        }
    }

    /// Whether a proposal of a negotiation is meant: a file of that name goes before.
    private var isServed: Bool {
        ProposalNumber(sides[1]) != nil && !FileManager.default.fileExists(atPath: sides[0])
    }

    private var number: ProposalNumber {
        get throws {
            do {
                _ = try Arguments.handle(sides[0])
                return try Arguments.number(sides[1])
            } catch let error as ValidationError {
                throw usage("'\(sides.joined(separator: " "))' cannot be priced: \(error.message)")
            }
        }
    }

    private func show(
        _ contract: ContractVersion,
        _ proposal: ContractVersion,
        isDrill: Bool?,
        on screen: Screen
    ) throws {
        let effect = try salary.map {
            try hourly($0, contract, proposal, basis.givenAssumptions().assumptions)
        }
        guard let pricer = try basis.pricer() else {
            guard let effect else { return }
            if form == .json {
                try pour(CostReport.Hourly(effect.effect), isDrill, on: screen)
            } else {
                screen.show(
                    (["HOUR OF A TEACHER"] + effect.effect.lines(effect.rates)).joined(separator: "\n")
                )
            }
            return
        }
        let estimate = try pricer.estimate(contract, proposal)
        switch form {
        case .json: try pour(estimate.report, isDrill, on: screen)
        case .csv: screen.pour(Array(estimate.csv.utf8))
        case .text:
            screen.show(estimate.text(products: products))
            guard let effect else { return }
            screen.show("\nHOUR OF A TEACHER\n" + effect.effect.lines(effect.rates).joined(separator: "\n"))
        }
    }

    private var form: Format { daemon.output.json ? .json : format ?? .text }

    /// The report of two files is this program's own; that of a negotiation stands in the daemon's envelope.
    private func pour(_ report: some Codable & Sendable, _ isDrill: Bool?, on screen: Screen) throws {
        guard let isDrill else { return screen.pour(try JSONText.of(report)) }
        screen.pour(try JSONText.of(Envelope(drill: isDrill, data: report)))
    }

    private func hourly(
        _ text: String,
        _ contract: ContractVersion,
        _ proposal: ContractVersion,
        _ assumptions: CostAssumptions
    ) throws -> (effect: HourlyEffect, rates: [CostEstimate.HourlyRate]) {
        guard let salary = Money(text), salary.cents > 0 else {
            throw usage("--salary '\(text)' is no amount; write 60000 or $60,000.")
        }
        let under: ContractDocument
        do {
            under = try contract.document.applying(proposal.document)
        } catch {
            throw Failure(error, "\(proposal.name) does not fit the contract.")
        }
        guard
            let effect = HourlyEffect(salary: salary, contract: contract.document, under: under, assumptions)
        else {
            throw Failure(
                .failed,
                "No text says how long a teacher's year is.",
                mend: "write 'working_time: {days: 183, minutes: 420}' in an assumptions file"
            )
        }
        return (effect, CostEstimate.HourlyRate.all(in: under))
    }

    private func usage(_ message: String) -> Failure {
        Failure(.usage, message, mend: "bargain cost --help")
    }
}
