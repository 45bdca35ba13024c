extension Session {
    /// Runs the queries in one round trip, after preparing those that are new to this session.
    func run(_ queries: [Query], scope: Request.Scope, terms: Terms) async throws(PostgresError) -> [Rows] {
        guard !queries.isEmpty else { return [] }
        let plans = try await plans(for: queries, terms: terms)
        let parameters: EncodedParameters
        do {
            parameters = try EncodedParameters(queries, plans: plans)
        } catch {
            throw error.at(terms.site)
        }
        let request = Request(
            commands: plans.map { .execute($0) },
            parameters: parameters,
            scope: scope,
            terms: terms
        )
        let results = try await perform(request)
        // Before them there may be the answer to BEGIN.
        return zip(results.suffix(plans.count), plans).map { Rows(result: $0, names: $1.names) }
    }

    /// Ends the transaction.
    func end(commits: Bool, terms: Terms) async throws(PostgresError) {
        var terms = terms
        terms.endsOnCancellation = false
        let sql = commits ? "COMMIT" : "ROLLBACK"
        let results = try await perform(
            Request(commands: [.text(sql)], scope: .end(commits: commits), terms: terms)
        )
        if commits, results.last?.commandTag == "ROLLBACK" {
            let text =
                "a statement had failed, so the server rolled the transaction back instead of committing it"
            throw PostgresError(.rolledBack, text).at(terms.site, statement: sql)
        }
    }

    /// Runs several statements in the simple protocol, after which only this caller may use the session.
    func script(_ sql: String, isPart: Bool, terms: Terms) async throws(PostgresError) {
        if sql.utf8.contains(0) {
            throw PostgresError(.encoding, "the script holds U+0000").at(terms.site, statement: "script")
        }
        retire()
        do {
            _ = try await perform(
                Request(commands: [.text(sql)], scope: .script(isPart: isPart), terms: terms)
            )
        } catch {
            throw error.renamed("script")
        }
    }

    /// What the server says of the statement.
    func describe(_ statement: Statement, terms: Terms) async throws(PostgresError) -> StatementDescription {
        try await plan(for: statement, terms: terms).description
    }

    // MARK: Preparing

    private func plans(for queries: [Query], terms: Terms) async throws(PostgresError) -> [Plan] {
        let known = state.withLock { state in
            queries.compactMap { query -> Plan? in
                guard case .ready(let plan)? = state.plans[query.statement.name] else { return nil }
                return plan.statement == query.statement ? plan : nil
            }
        }
        if known.count == queries.count { return known }
        var plans: [Plan] = []
        for query in queries { plans.append(try await plan(for: query.statement, terms: terms)) }
        return plans
    }

    private func plan(for statement: Statement, terms: Terms) async throws(PostgresError) -> Plan {
        while true {
            let reply = Reply<Result<Plan, PostgresError>>()
            let earlier = state.withLock { state in
                let earlier = state.plans[statement.name]
                if earlier == nil { state.plans[statement.name] = .underway(reply) }
                return earlier
            }
            switch earlier {
            case nil:
                let outcome = await prepare(statement, terms: terms)
                state.withLock { $0.plans[statement.name] = (try? outcome.get()).map { .ready($0) } }
                reply.deliver(outcome)
                return try outcome.get()
            case .ready(let plan):
                return try checked(plan, is: statement, terms: terms)
            case .underway(let other):
                switch await other.value() {
                case .success(let plan): return try checked(plan, is: statement, terms: terms)
                // The other caller gave up, which is no reason to do so here.
                case .failure(let error) where error.code == .cancelled || error.code == .timedOut: continue
                case .failure(let error): throw error
                }
            }
        }
    }

    private func checked(_ plan: Plan, is statement: Statement, terms: Terms) throws(PostgresError) -> Plan {
        if plan.statement.sql == statement.sql { return plan }
        throw PostgresError(.misuse, "two different statements have this name")
            .at(terms.site, statement: statement.name)
    }

    private func prepare(_ statement: Statement, terms: Terms) async -> Result<Plan, PostgresError> {
        guard statement.name.utf8.count < 64, !(statement.name + statement.sql).utf8.contains(0) else {
            let text = "a statement's name has at most 63 bytes, and neither it nor the SQL holds U+0000"
            return .failure(PostgresError(.misuse, text).at(terms.site, statement: statement.name))
        }
        let request = Request(
            commands: [.prepare(statement), .describe(statement)],
            scope: .preliminary,
            terms: terms
        )
        do throws(PostgresError) {
            let results = try await perform(request)
            guard let description = results.last?.description else {
                throw PostgresError(.connectionLost, "the server did not describe the statement").at(
                    terms.site
                )
            }
            return .success(Plan(statement: statement, description: description))
        } catch {
            return .failure(error)
        }
    }
}

extension PostgresError {
    fileprivate func renamed(_ statement: String) -> PostgresError {
        var error = self
        error.statement = statement
        return error
    }
}
