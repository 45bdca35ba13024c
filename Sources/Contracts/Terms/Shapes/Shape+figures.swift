internal import CivilTime

extension Shape where Value == Money {
    /// An amount in dollars and cents.
    static var amount: Shape {
        Shape(like: "$2,500", Money.read, written: \.description) { .figure(Quantity($0.cents, .cents)) }
    }

    private init(
        like example: String,
        _ convert: @escaping (String) -> Result<Value, Unreadable>,
        written: @escaping (Value) -> String,
        measure: @escaping (Value) -> TermField.Measure
    ) {
        self.init(like: example, convert, written: written, text: nil, measure: measure)
    }
}

extension Shape where Value == Percent {
    /// A rate, to a hundredth of a percent.
    static var percent: Shape {
        Shape(like: "3.5%", Percent.read, written: \.description, text: nil) {
            .figure(Quantity($0.basisPoints, .basisPoints))
        }
    }
}

extension Shape where Value == Int {
    /// A whole number, with its unit in what people read.
    static func whole(_ range: ClosedRange<Int>, _ unit: Quantity.Unit = .count, like example: String? = nil)
        -> Shape
    {
        Shape(
            like: example ?? "\(min(max(2, range.lowerBound), range.upperBound))",
            FieldReader.whole(range),
            written: { "\($0)" },
            text: { number in
                switch unit {
                case .days, .months, .years, .credits: "\(number) \(unit.rawValue)"
                default: "\(number)"
                }
            },
            measure: { .figure(Quantity($0, unit)) }
        )
    }

    /// Whole minutes, written as a bare number.
    static func minutes(_ range: ClosedRange<Int>) -> Shape {
        Shape(
            like: "420",
            FieldReader.whole(range),
            written: { "\($0)" },
            text: { Minutes($0).description },
            measure: { .figure(Quantity($0, .minutes)) }
        )
    }
}

extension Shape where Value == StatedMinutes {
    /// A length of time as the contract states it.
    static var time: Shape {
        Shape(like: "7 hours", StatedMinutes.read, written: \.stated, text: nil) {
            .figure(Quantity($0.minutes.count, .minutes))
        }
    }
}

extension Shape where Value == RecurringTime {
    /// Time that comes back.
    static var recurring: Shape {
        Shape(like: "45 minutes, 3 times per week", RecurringTime.read, written: \.stated, text: nil) {
            .figure($0.quantity)
        }
    }
}

extension Shape where Value == Days {
    /// Days to the half.
    static var days: Shape {
        Shape(like: "15", Days.read, written: \.figure, text: \.description) { .figure($0.quantity) }
    }
}

extension Shape where Value == VoteShare {
    /// A share of votes.
    static var votes: Shape {
        Shape(like: "2/3", VoteShare.read, written: \.description, text: nil) { .figure($0.percent) }
    }
}

extension Shape where Value == CivilDate {
    /// A day; how far it moved is told in days.
    static var date: Shape {
        Shape(like: "2026-09-01", FieldReader.date, written: \.description, text: nil) {
            .figure(Quantity($0.dayNumber, .date))
        }
    }
}

extension Shape where Value == ClockTime {
    /// A time of the day.
    static var clock: Shape {
        Shape(
            like: "\"07:30\"",
            { text in
                guard let time = ClockTime(text) else {
                    return .failure(
                        Unreadable("'\(shortened(text))' is not a time of day; write 07:30 or 15:45.")
                    )
                }
                return .success(time)
            },
            written: \.description,
            text: nil
        ) { .figure(Quantity($0.minutes, .minutes)) }
    }
}
