import ArgumentParser
import Service
import Store

/// Records every lapse that is due at the instant of the next deadline, as a daemon does that was just started.
struct Fire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record the lapses of all deadlines that come next."
    )

    @OptionGroup var office: OfficeOptions

    @Option(help: "The most deadlines for one commit.")
    var batch = 500

    func run() async throws {
        try await office.open { office in
            guard let due = try await office.store.nextDeadline() else {
                throw BenchFault("No deadline runs.")
            }
            let start = monotonicNanoseconds()
            let processor = processorSeconds()
            let lapses = try await office.clerk.recordDueLapses(asOf: due, batch: batch).recorded
            let elapsed = Double(monotonicNanoseconds() - start) / 1_000_000_000
            print(
                #"{"lapses":\#(lapses),"seconds":\#(elapsed),"per_second":\#(Double(lapses) / elapsed),"#
                    + #""processor_seconds":\#(processorSeconds() - processor)}"#
            )
        }
    }
}
