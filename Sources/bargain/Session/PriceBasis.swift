import ArgumentParser
import Contracts
import Table
import Wire

/// What a price rests on: the posts, and what is assumed of the years.
struct PriceBasis: ParsableArguments {
    @Option(help: ArgumentHelp("The scattergram, a CSV file.", valueName: "file"), completion: .file())
    var snapshot: String?

    @Option(
        help: ArgumentHelp("What else the price rests on, a YAML file.", valueName: "file"),
        completion: .file()
    )
    var assumptions: String?

    /// The assumptions with the file that they stand in; the usual ones without a file.
    func givenAssumptions() throws -> (assumptions: CostAssumptions, source: CostEstimate.Source?) {
        guard let path = assumptions else { return (CostAssumptions(), nil) }
        let bytes = try InputFile.bytes(at: path)
        do {
            let read = try CostAssumptions(yaml: bytes, name: path)
            return (read, .init(name: path, sha256: SHA256Text.of(bytes)))
        } catch {
            throw Failure(error, "The assumptions cannot be read.")
        }
    }

    /// The files, read, where a scattergram is the only use of assumptions; nil where none is named.
    func pricerAlone() throws -> Pricer? {
        guard snapshot != nil || assumptions == nil else {
            throw Failure(
                .usage,
                "Assumptions price nothing without a scattergram.",
                mend: "--snapshot FILE   (a row for each step, a column for each lane, posts in the cells)"
            )
        }
        return try pricer()
    }

    /// The files, read; nil where no scattergram is named.
    func pricer() throws -> Pricer? {
        guard let snapshot else { return nil }
        let given = try givenAssumptions()
        let bytes = try InputFile.bytes(at: snapshot)
        do {
            return Pricer(
                scattergram: try Scattergram(csv: bytes, name: snapshot),
                snapshot: .init(name: snapshot, sha256: SHA256Text.of(bytes)),
                assumptions: given.assumptions,
                file: given.source
            )
        } catch {
            throw Failure(error, "The scattergram cannot be read.")
        }
    }
}

/// A scattergram with the assumptions, by which texts are priced.
struct Pricer {
    let scattergram: Scattergram
    let snapshot: CostEstimate.Source
    let assumptions: CostAssumptions
    let file: CostEstimate.Source?

    /// What a text adds to the contract in force.
    ///
    /// - Parameters:
    ///   - contract: the contract in force.
    ///   - proposal: the text.
    ///   - others: texts that are priced with the same assumptions.
    /// - Returns: the price, line by line.
    /// - Throws: `Failure` where the texts, the posts and the assumptions do not fit each other.
    func estimate(
        _ contract: ContractVersion,
        _ proposal: ContractVersion,
        besides others: [ContractDocument] = []
    ) throws -> CostEstimate {
        do {
            return try CostEstimate(
                contract: contract,
                proposal: proposal,
                scattergram: scattergram,
                snapshot: snapshot,
                assumptions: assumptions,
                file: file,
                besides: others
            )
        } catch {
            throw Failure(error, "\(proposal.name) cannot be priced.")
        }
    }
}
