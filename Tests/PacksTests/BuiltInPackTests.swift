import CivilTime
import Law
import Packs
import Testing

/// Every pack that is built in, held to what every pack promises.
@Suite struct BuiltInPackTests {
    static let ids = Library.standard.packs.map(\.id)

    @Test func `The packs of six states, two of policy and one without a procedure are built in`() {
        #expect(
            Self.ids == [
                "aaa-expedited", "co-innovation-waiver", "de-103-partnership-zone", "de-impasse",
                "il-115-ilcs-5-12", "il-chicago", "la-none", "local", "ma-150e-9", "ma-69-1j-commissioner",
                "ma-69-1j-g", "ma-71-92", "ma-ipz-2019", "ny-211-f",
            ]
        )
    }

    @Test(arguments: ids)
    func `A built-in pack passes its check without a warning`(id: String) throws {
        let library = Library.standard
        let check = try library.check(try library.pack(id), everyDays: 91)
        #expect(check.findings.map { "\($0.step ?? $0.field): \($0.message)" }.isEmpty)
        #expect(check.passes)
    }

    @Test(arguments: ids)
    func `A built-in pack can be simulated and drawn as it stands`(id: String) throws {
        let library = Library.standard
        let proceeding = try library.proceeding(pack: id)
        let trigger = try #require(CivilDate("2026-03-18"))
        let steps = try proceeding.simulate(trigger: trigger)
        #expect(steps.isEmpty == proceeding.pack.steps.isEmpty)
        let picture = StatePicture(of: proceeding.pack)
        #expect(picture.svg.hasPrefix("<svg") && picture.svg.hasSuffix("</svg>\n"))
        for step in proceeding.pack.steps { #expect(picture.text.contains("\(step.id) ·")) }
    }

    @Test(arguments: ids)
    func `A step of a built-in pack says where its rule stands`(id: String) throws {
        for step in try Library.standard.pack(id).steps {
            #expect(!step.citation.isEmpty && !step.source.isEmpty, "\(step.id)")
        }
    }
}
