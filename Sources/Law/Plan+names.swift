import CivilTime

extension Plan {
    /// Looks names up in a pack, and says which are known where one is not.
    struct Names {
        let pack: RulePack

        init(_ pack: RulePack) { self.pack = pack }

        func step(_ id: String) throws(LawError) -> Int {
            guard let index = pack.steps.firstIndex(where: { $0.id == id }) else {
                throw LawError(
                    .unknownStep,
                    "\(pack.id) has no step '\(id.prefix(60))'."
                        + Spelling.hint(for: id, in: pack.steps.map(\.id))
                )
            }
            return index
        }

        func outcome(_ id: String, of step: Int) throws(LawError) -> Int {
            let outcomes = pack.steps[step].outcomes
            guard let index = outcomes.firstIndex(where: { $0.id == id }) else {
                throw LawError(
                    .unknownOutcome,
                    "The step '\(pack.steps[step].id)' has no outcome '\(id.prefix(60))'."
                        + Spelling.hint(for: id, in: outcomes.map(\.id))
                )
            }
            return index
        }

        func reading(
            _ option: String,
            _ choice: String,
            _ code: LawError.Code
        ) throws(LawError) -> (option: Int, choice: Int) {
            guard let place = pack.options.firstIndex(where: { $0.id == option }) else {
                throw LawError(
                    code,
                    "\(pack.id) has no option '\(option.prefix(60))'."
                        + Spelling.hint(for: option, in: pack.options.map(\.id))
                )
            }
            let choices = pack.options[place].choices
            guard let index = choices.firstIndex(where: { $0.id == choice }) else {
                throw LawError(
                    code,
                    "The option '\(option)' has no choice '\(choice.prefix(60))'."
                        + Spelling.hint(for: choice, in: choices.map(\.id))
                )
            }
            return (place, index)
        }

        func milestone(_ id: String, _ code: LawError.Code) throws(LawError) -> Int {
            guard let place = pack.milestones.firstIndex(where: { $0.id == id }) else {
                throw LawError(
                    code,
                    "\(pack.id) has no milestone '\(id.prefix(60))'."
                        + Spelling.hint(for: id, in: pack.milestones.map(\.id))
                )
            }
            return place
        }

        func resolve(_ step: RulePack.Step) throws(LawError) -> Step {
            let own = try self.step(step.id)
            var openings: [Opening] = []
            for opening in step.openings {
                var conditions: [Condition] = []
                for condition in opening.conditions { conditions.append(try resolve(condition)) }
                var place: (option: Int, choice: Int)?
                if let reading = opening.reading {
                    place = try self.reading(reading.option, reading.choice, .badPack)
                }
                openings.append(Opening(reading: place, conditions: conditions))
            }
            var waits: [Wait] = []
            for wait in step.waits { waits.append(try resolve(wait)) }
            return Step(
                openings: openings,
                period: step.length?.period,
                before: try step.length?.before.map { id throws(LawError) in try milestone(id, .badPack) },
                waits: waits,
                ballot: try step.ballot.map { ballot throws(LawError) in
                    Ballot(
                        passes: try outcome(ballot.passes, of: own),
                        fails: try outcome(ballot.fails, of: own)
                    )
                },
                isPerSchool: step.isPerSchool,
                lapse: try step.lapse.map { lapse throws(LawError) in try resolve(lapse.consequence, of: own)
                },
                outcomes: step.outcomes
            )
        }

        /// A step's time under each choice of the option that varies it; nil where none does.
        func variation(of step: RulePack.Step) throws(LawError) -> (option: Int, periods: [Period])? {
            guard let length = step.length, let first = step.otherLengths.first?.reading else { return nil }
            let option = try reading(first.option, first.choice, .badPack).option
            var periods = pack.options[option].choices.map { _ in length.period }
            for other in step.otherLengths {
                let place = try reading(other.reading.option, other.reading.choice, .badPack)
                guard place.option == option, other.length.before == length.before else {
                    throw LawError(
                        .badPack,
                        "The other lengths of '\(step.id)' must hang on one option and be counted as its own is."
                    )
                }
                periods[place.choice] = other.length.period
            }
            return (option, periods)
        }

        private func resolve(_ wait: RulePack.Wait) throws(LawError) -> Wait {
            let anchor: Wait.Anchor
            if let condition = wait.after {
                anchor = .after(try resolve(condition))
            } else {
                anchor = .before(milestone: try milestone(wait.length.before ?? "", .badPack))
            }
            return Wait(
                period: wait.length.period,
                waiting: wait.isExceeded ? .moreThan : .atLeast,
                anchor: anchor
            )
        }

        private func resolve(_ condition: RulePack.Condition) throws(LawError) -> Condition {
            switch condition {
            case .trigger: return .trigger
            case .ended(let id, let outcome):
                let step = try step(id)
                return .ended(step: step, outcome: try self.outcome(outcome, of: step))
            case .lapsed(let id):
                let step = try step(id)
                guard pack.steps[step].lapse?.consequence == .advance else {
                    throw LawError(
                        .badPack,
                        "'\(condition)' can never hold: only a step whose lapse advances ends by lapse."
                    )
                }
                return .lapsed(step: step)
            case .due(let id):
                let step = try step(id)
                guard pack.steps[step].length != nil else {
                    throw LawError(
                        .badPack,
                        "'\(condition)' can never hold: the step '\(id)' has no last day."
                    )
                }
                return .due(step: step)
            }
        }

        private func resolve(_ consequence: RulePack.Consequence, of step: Int) throws(LawError) -> Lapse {
            switch consequence {
            case .advance: .advance
            case .refer(_, let outcome): .refer(outcome: try self.outcome(outcome, of: step))
            case .deemed(let outcome): .deemed(outcome: try self.outcome(outcome, of: step))
            case .none: .none
            }
        }
    }
}
