import Contracts

/// A small contract with a place for every form of instruction.
enum AmendmentSamples {
    static let contract = """
        # Agreement

        ## Preamble

        The parties make this agreement for the schools.

        ## Article 5 — Discipline

        ### 5.1 Notice

        The Superintendent gives notice within thirty (30) days. The teacher may answer in ten-month terms of ten (10) days. The Superintendent's answer is final.

        ### 5.2 Records

        A copy goes to the Superintendent, as Section 5.1 and Section 8.3 say.

        ## Article 8 — Compensation

        ### 8.1 Placement

        First words. Second words here. Third words end.

        Another paragraph about pay.

        ### 8.2 Salary schedule

        The schedule holds for 183 days.

        | Step | B | M |
        |---|---:|---:|
        | 1 | $40,000 | $45,000 |
        | 2 | $42,000 | $47,000 |

        ### 8.3 Raises

        Raises come each year under Article 9.

        ### 8.4 Longevity

        After 15 years a teacher receives $1,000 a year.

        ```term
        id: longevity
        kind: stipend
        for: longevity
        amount: $1,000
        per: year
        ```

        ## Article 9 — Leave

        ### 9.1 Sick leave

        Teachers have ten days:

        (a) of which three are personal;

        (b) of which one is:

        (i) a holiday;

        (ii) a birthday;

        (c) of which none lapse.

        ### 9.2 Deaths

        Three days in June.

        ### 9.3 Old rule

        Nothing more.

        ## Article 10 — Duration

        One year, as Section 9.3 says.

        ## Appendix A — Calendar

        School begins in September.
        """

    static func amendment(_ instructions: String, of contract: String = contract) throws -> Amendment {
        let base = try ContractDocument(markdown: contract, name: "base.md")
        return try Amendment(
            Array(instructions.utf8),
            name: "moa.txt",
            base: ContractVersion(base, name: "base.md", date: nil, sha256: nil)
        )
    }
}

extension ContractDocument {
    /// The words of a section, paragraph by paragraph.
    func words(_ label: String) -> [String] { (section(label)?.blocks ?? []).map { $0.prefix + $0.text } }
}
