/// Finds pairs of texts that are alike without comparing all with all: only such as share rare words are weighed.
struct LikenessIndex {
    struct Candidate {
        let likeness: Double
        let old: Int
        let new: Int
    }

    /// Pairs of which each has the other among the few most alike, with the share of their weight in common.
    private(set) var candidates: [Candidate] = []

    /// How often a feature may stand to be looked up.
    private static let mostPlaces = 24
    /// How many partners are weighed for each text.
    private static let mostPartners = 6

    private struct Feature {
        let number: Int32
        let count: Int32
    }

    /// Weighs all that share something rare.
    ///
    /// - Parameters:
    ///   - old: the words of each old text as numbers.
    ///   - new: likewise.
    init(_ old: [[Int32]], _ new: [[Int32]]) {
        var numbers: [UInt64: Int32] = [:]
        var places: [Int32] = []
        let olds = old.map { Self.features($0, &numbers, &places) }
        let news = new.map { Self.features($0, &numbers, &places) }
        let total = Double(olds.count + news.count)
        let weights = places.map { Self.logarithm(1 + total / Double($0)) }
        func weight(_ features: [Feature]) -> Double {
            features.reduce(0) { $0 + weights[Int($1.number)] * Double($1.count) }
        }
        var holders: [Int32: [Int32]] = [:]
        for (index, features) in olds.enumerated() {
            for feature in features where places[Int(feature.number)] <= Self.mostPlaces {
                holders[feature.number, default: []].append(Int32(truncatingIfNeeded: index))
            }
        }
        let oldWeights = olds.map(weight)
        var scores = [Double](repeating: 0, count: olds.count)
        for (index, features) in news.enumerated() {
            var touched: [Int] = []
            for feature in features {
                for holder in holders[feature.number] ?? [] {
                    if scores[Int(holder)] == 0 { touched.append(Int(holder)) }
                    scores[Int(holder)] += weights[Int(feature.number)]
                }
            }
            let own = weight(features)
            for partner in touched.sorted(by: { (scores[$1], $0) < (scores[$0], $1) }).prefix(
                Self.mostPartners
            ) {
                let common = Self.common(olds[partner], features, weights)
                let likeness = 2 * common / (own + oldWeights[partner])
                if likeness >= 0.4 {
                    candidates.append(Candidate(likeness: likeness, old: partner, new: index))
                }
            }
            for partner in touched { scores[partner] = 0 }
        }
    }

    /// Words and pairs of neighbours, each with its number, in the order of the numbers.
    private static func features(
        _ words: [Int32],
        _ numbers: inout [UInt64: Int32],
        _ places: inout [Int32]
    ) -> [Feature] {
        var found: [Int32] = []
        found.reserveCapacity(2 * words.count)
        var previous: Int32?
        for word in words {
            var keys = [UInt64(UInt32(bitPattern: word))]
            if let previous {
                keys.append(
                    (UInt64(UInt32(bitPattern: previous)) + 1) << 32 | UInt64(UInt32(bitPattern: word))
                )
            }
            previous = word
            for key in keys {
                if let number = numbers[key] {
                    found.append(number)
                } else {
                    let number = Int32(truncatingIfNeeded: places.count)
                    numbers[key] = number
                    places.append(0)
                    found.append(number)
                }
            }
        }
        found.sort()
        var features: [Feature] = []
        for number in found {
            if let last = features.last, last.number == number {
                features[features.count - 1] = Feature(number: number, count: last.count + 1)
            } else {
                features.append(Feature(number: number, count: 1))
                places[Int(number)] += 1
            }
        }
        return features
    }

    private static func common(_ one: [Feature], _ other: [Feature], _ weights: [Double]) -> Double {
        var (first, second, sum) = (0, 0, 0.0)
        while first < one.count, second < other.count {
            let (left, right) = (one[first], other[second])
            if left.number == right.number {
                sum += weights[Int(left.number)] * Double(min(left.count, right.count))
                first += 1
                second += 1
            } else if left.number < right.number {
                first += 1
            } else {
                second += 1
            }
        }
        return sum
    }

    /// A rising measure of rarity, near the logarithm to base 2; the pure modules have no mathematics library.
    private static func logarithm(_ value: Double) -> Double {
        Double(value.exponent) + value.significand - 1
    }
}
