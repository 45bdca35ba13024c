@testable import Contracts

/// Schedule A of Boston's teachers: amounts in dollars by step and lane.
let boston = (
    lanes: ["B", "B+15", "M", "M+15", "M+30", "M+45", "M+60", "M+75", "D"],
    // From 1 September 2021, and from 1 September 2022.
    year2021: """
    65720 67807 69880 71969 74051 76132 78513 80578 81757
    73152 75599 78054 80513 82965 85405 88163 90288 91500
    77239 79695 82144 84605 87042 89506 92263 94392 95605
    81341 83797 86242 88697 91146 93589 96364 98488 99698
    85429 88195 90945 93705 96471 99227 102288 104418 105630
    90221 92970 95731 98486 101247 103998 107259 109386 110598
    95679 98434 101197 103953 106715 109474 112544 114672 115884
    101204 103954 106718 109474 112235 115003 118065 120196 121409
    106000 108754 111515 114273 117031 119800 122866 124996 126206
    """,
    year2022: """
    68020 70180 72326 74488 76642 78797 81261 83399 84618
    75712 78245 80786 83331 85869 88395 91248 93448 94703
    79943 82484 85020 87566 90089 92639 95493 97696 98951
    84188 86730 89260 91802 94336 96865 99737 101936 103188
    88419 91281 94128 96985 99847 102699 105868 108072 109327
    93378 96223 99082 101933 104790 107638 111013 113214 114469
    99028 101879 104739 107591 110450 113306 116483 118685 119940
    104746 107593 110454 113306 116163 119028 122197 124403 125658
    109710 112560 115418 118273 121127 123993 127166 129371 130623
    """
)

/// The schedule of 2021-22.
var boston2021: SalaryGrid { schedule(boston.year2021) }

/// The schedule of 2022-23.
var boston2022: SalaryGrid { schedule(boston.year2022) }

private func schedule(_ text: String) -> SalaryGrid {
    let amounts = text.split(separator: "\n").map { line in
        line.split(separator: " ").map { Int64($0).map { Money(cents: $0 * 100) } }
    }
    return SalaryGrid(steps: (1...amounts.count).map(String.init), lanes: boston.lanes, amounts: amounts)
}

extension SalaryGrid {
    /// Without its first step, the others counted from 1.
    func droppingBottom() -> SalaryGrid {
        SalaryGrid(
            steps: (1..<steps.count).map(String.init),
            lanes: lanes,
            amounts: Array(amounts.dropFirst())
        )
    }

    /// With one amount changed.
    func changing(_ step: Int, _ lane: Int, by cents: Int64) -> SalaryGrid {
        var amounts = amounts
        amounts[step][lane] = amounts[step][lane].map { Money(cents: $0.cents + cents) }
        return SalaryGrid(steps: steps, lanes: lanes, amounts: amounts)
    }

    /// With each amount as a function makes it.
    func mapping(_ change: (Money) -> Money) -> SalaryGrid {
        SalaryGrid(steps: steps, lanes: lanes, amounts: amounts.map { $0.map { $0.map(change) } })
    }
}
