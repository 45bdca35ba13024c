import Contracts
import Foundation
import Testing

/// Language of memoranda that public bodies and unions have signed, in the words in which they did.
@Suite struct RealAmendmentTests {
    private static let vacation = """
        # Collective Bargaining Agreement

        ## Article 10 — Vacation Leave

        ### Section A. Accrual {#10/A}

        (1) Vacation accrues monthly.

        ### Section B. Use {#10/B}

        (1) Vacation is used by consent.

        (2) Vacation may be sold back:

        (i) Once in a calendar year.

        (ii) Employees who have used at least forty (40) hours of vacation time in a calendar year may elect to sell up to fifty (50) hours of vacation during that same calendar year.

        (3) Vacation does not lapse.

        """

    /// Clackamas County, Oregon, memorandum A10 of June 2025.
    private static let clackamas = """
        Memorandum of Agreement (MOA) - A10 - Vacation Sell-Back Adjustment
        Vacation Sell-Back Adjustment
        Background
        The County and the Union are parties to a Collective Bargaining Agreement (CBA) for the period July 1, 2024, through June 30, 2028.
        Article 10 - Vacation Leave, Section (B)(2)(ii) of the CBA currently states:
        “Employees who have used at least forty (40) hours of vacation time in a calendar year may elect to sell up to fifty (50) hours of vacation during that same calendar year.”
        The parties wish to modify the above section effective as of the signing of this agreement. As such, the County and the Union agree to the following:
        Agreement
        Effective June 7, 2025, Article 10, Section (B)(2)(ii) shall be amended to read:
        “Employees who have used at least forty (40) hours of vacation time in a calendar year may elect to sell up to sixty (60) hours of vacation during that same calendar year.”
        All other provisions of Article 10 remain unchanged and in full force and effect, unless otherwise modified by the parties’ mutual written agreement.
        """

    private func check(_ amendment: Amendment) throws {
        #expect(amendment.isComplete, "\(amendment.text)")
        let applied = amendment.entries.filter { $0.outcome == .applied }
        #expect(applied.map(\.places) == [["Section B. Use, line 17"], ["Section B. Use, line 17"]])
        #expect(applied.map(\.effective) == [nil, "June 7, 2025"])
        #expect(amendment.entries.contains { $0.aside == .savings })
        let expected = Self.vacation.replacing("fifty (50)", with: "sixty (60)")
        #expect(amendment.document.markdown == expected)
    }

    @Test func `A county's memorandum is carried out, and what it quotes as standing is checked`() throws {
        try check(try AmendmentSamples.amendment(Self.clackamas, of: Self.vacation))
        let other = Self.vacation.replacing("fifty (50)", with: "fifty-five (55)")
        let amendment = try AmendmentSamples.amendment(Self.clackamas, of: other)
        let open = amendment.entries.filter { $0.outcome == .unresolved }
        #expect(open.map(\.lines) == [5...6] && open[0].mend?.contains("BASE") == true, "\(amendment.text)")
    }

    @Test func `The same as the page on which it was published, furniture and all`() throws {
        guard let folder = ProcessInfo.processInfo.environment["BARGAIN_CONTRACTS"] else { return }
        let url = URL(filePath: folder).appending(path: "clackamas-moa-vacation-sell-back.txt")
        try check(
            try AmendmentSamples.amendment(try String(contentsOf: url, encoding: .utf8), of: Self.vacation)
        )
    }

    /// Boston, tentative agreement of 1989: lines of a page, and an article whose text is not set apart.
    @Test func `Lines of a page and a text that is not set apart are told, not guessed`() throws {
        let contract = """
            # Contract

            ## Preamble

            One.

            Two.

            Three.

            We join for relief from tasks.

            ## Article II — Rights

            ### A. Dues {#II/A}

            Dues, as Article III says.

            ## Article III — Hours

            Six hours.

            ## Article IV — Leave

            Ten days, beside Article III.

            """
        let text = """
            The last two lines of the fourth paragraph of the Preamble shall be amended to read: 'relief from non-teaching tasks, all matters related to school-based and zone-based management, and an increasingly effective curriculum.'

            A new Article III of the Contract shall be inserted immediately following Article II, and subsequent Articles shall be renumbered accordingly. The new Article III shall read as follows: ARTICLE III SCHOOL-BASED MANAGEMENT AND SHARED DECISION MAKING
            """
        let amendment = try AmendmentSamples.amendment(text, of: contract)
        #expect(
            amendment.entries.allSatisfy { $0.outcome == .unresolved && $0.mend != nil },
            "\(amendment.text)"
        )
        #expect(amendment.entries[0].reason?.contains("no pages") == true)
        let quoted =
            text.replacing("ARTICLE III SCHOOL", with: "\n\n> ## ARTICLE III SCHOOL")
            + "\n>\n> Each school has a council.\n"
        let second = try AmendmentSamples.amendment(quoted, of: contract)
        #expect(second.entries.count { $0.outcome == .unresolved } == 1, "\(second.text)")
        #expect(second.document.articles.map(\.label) == ["Preamble", "II", "III", "IV", "V"])
        #expect(second.document.section("V")?.title == "Article V — Leave")
        #expect(second.document.words("III") == ["Each school has a council."])
        #expect(
            second.staleReferences.map { "\($0.section): \($0.citation) \($0.now ?? "")" } == [
                "A. Dues: Article III Article IV", "Article V — Leave: Article III Article IV",
            ]
        )
    }
}
