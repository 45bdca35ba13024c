import CivilTime
import Foundation
import Law
import Packs
import Testing

/// A site's own packs: read and checked at the start, and never in the place of what is built in.
@Suite struct SiteTests {
    private func folder(_ files: [String: String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.path + "/site-\(UInt64.random(in: .min ... .max))"
        for (name, text) in files {
            let path = "\(folder)/\(name)"
            let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }
        return folder
    }

    private func pack(_ id: String) throws -> String {
        try Library.standard.text(of: "ma-69-1j-g").replacing("id: ma-69-1j-g", with: "id: \(id)")
    }

    private func fault(_ files: [String: String]) throws -> String {
        let folder = try folder(files)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do throws(PackError) {
            _ = try Library(site: folder)
        } catch {
            return error.description.replacing(folder, with: "SITE")
        }
        Issue.record("it was taken")
        return ""
    }

    @Test func `A site's pack stands beside those built in, under the digest of its text`() throws {
        let folder = try folder(["packs/my-zone.yaml": try pack("my-zone"), "README.md": "ours"])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let library = try Library(site: folder)
        #expect(library.packs.count == Library.standard.packs.count + 1)
        let own = try library.pack("my-zone")
        #expect(library.isOfSite(own))
        #expect(!library.isOfSite(try library.pack("ma-69-1j-g")))
        #expect(own.digest != (try library.pack("ma-69-1j-g").digest))
        #expect(try library.text(of: "my-zone") == (try pack("my-zone")))
    }

    @Test func `What is built in is not replaced`() throws {
        #expect(
            try fault(["packs/ma-69-1j-g.yaml": pack("ma-69-1j-g")])
                == "SITE/packs/ma-69-1j-g.yaml: 'packs/ma-69-1j-g.yaml' is built in; choose another name."
        )
        #expect(try fault(["packs/other.yaml": pack("ma-69-1j-g")]).contains("is there already"))
        let calendar = """
            id: us-ma
            name: Ours
            jurisdiction: us-ma
            years: 2010-2035
            verified: memory
            citation: none
            holidays:
              - {name: Day, fixed: july 4, observed: as-it-falls}

            """
        #expect(
            try fault(["calendars/ours.yaml": calendar]).contains(
                "SITE/calendars/ours.yaml: A calendar 'us-ma'"
            )
        )
    }

    @Test func `A file that cannot be used is named with its line`() throws {
        let broken = try pack("my-zone").replacing("length: 30 calendar days", with: "length: thirty days")
        #expect(try fault(["packs/my-zone.yaml": broken]).hasPrefix("SITE/packs/my-zone.yaml:"))
        let place = try fault(["packs/my-zone.yaml": broken]).dropFirst("SITE/packs/my-zone.yaml:".count)
        #expect(Int(place.prefix { $0 != ":" }) != nil, "\(place)")
        #expect(try fault(["packs/mine.yaml": pack("my-zone")]).contains("name the file my-zone.yaml"))
        #expect(try fault(["my-zone.yaml": pack("my-zone")]).contains("none of the folders"))
        let unsound = try pack("my-zone").replacing("bargaining: 2026-04-17", with: "bargaining: 2026-04-18")
        #expect(try fault(["packs/my-zone.yaml": unsound]).hasPrefix("SITE/packs/my-zone.yaml:"))
    }
}
