import ArgumentParser
import Foundation
import Packs

/// Where a site keeps rule packs of its own.
struct SiteOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A folder with rule packs, calendars and counting rules of a site, beside those built in. (BARGAIN_PACKS)",
            valueName: "folder"
        ),
        completion: .directory
    )
    var packs: String?

    /// Those built in, and the site's.
    ///
    /// - Throws: `Failure` naming file and line where one of the site's cannot be used.
    func library() throws -> Library {
        guard let folder = packs ?? ProcessInfo.processInfo.environment["BARGAIN_PACKS"], !folder.isEmpty
        else {
            return .standard
        }
        do {
            return try Library(site: folder)
        } catch {
            throw Failure(
                .failed,
                "The site's rule packs cannot be used.",
                details: [error.description],
                mend: "mend the file, then: \(Invocation.plain)"
            )
        }
    }
}
