import CLibPQ

extension Session {
    /// Sends the request and waits for all its answers.
    func perform(_ request: Request) async throws(PostgresError) -> [ResultHandle] {
        if request.terms.endsOnCancellation, Task.isCancelled {
            var error = PostgresError(.cancelled, "the task was cancelled before anything was sent")
            error.isUnsent = true
            throw error.at(request.terms.site, statement: request.commands.first?.name)
        }
        let reply = Reply<Outcome>()
        let (id, deliveries) = try state.withLock { (state) throws(PostgresError) in
            try state.send(request, reply: reply, tag: tag)
        }
        deliver(deliveries)
        Reactor.shared.needTicks()
        let outcome: Outcome
        if request.terms.endsOnCancellation {
            outcome = await withTaskCancellationHandler {
                await reply.value()
            } onCancel: {
                interrupt(id, .cancelled)
            }
        } else {
            outcome = await reply.value()
        }
        switch outcome {
        case .success(let results): return results
        case .failure(let boxed): throw boxed.error
        }
    }
}

extension Session.State {
    /// Hands the request to libpq; throws only if nothing was sent.
    mutating func send(
        _ request: Request,
        reply: Reply<Outcome>,
        tag: UInt64
    ) throws(PostgresError) -> (id: UInt64, deliveries: [Session.Delivery]) {
        var request = request
        try admit(&request)
        guard let pointer = link?.pointer, let descriptor = link?.descriptor else {
            var error = loss ?? PostgresError(.connectionLost, "the connection is closed")
            error.isUnsent = true
            throw error.at(request.terms.site, statement: request.commands.first?.name)
        }
        lastID += 1
        let isSent = isScripting ? sendScript(request, to: pointer) : sendPipeline(request, to: pointer)
        queue.append(InFlight(id: lastID, request: request, reply: reply))
        guard isSent else { return (lastID, receive(tag: tag) + lose(lossMessage(), tag: tag)) }
        switch PQflush(pointer) {
        case 0: return (lastID, [])
        case 1:
            isWaitingToWrite = true
            Reactor.shared.setWritable(true, tag: tag, descriptor: descriptor)
            return (lastID, [])
        default: return (lastID, receive(tag: tag))
        }
    }

    /// Checks that the request may be sent now, and puts BEGIN before the first part of a transaction.
    private mutating func admit(_ request: inout Request) throws(PostgresError) {
        guard !isScripting else { throw misuse("a script is running on the connection", request) }
        switch request.scope {
        case .whole:
            if isInTransaction { throw misuse("the connection is in a transaction: use that", request) }
        case .part:
            if !isInTransaction { request.commands.insert(.text("BEGIN"), at: 0) }
            isInTransaction = true
        case .end:
            isInTransaction = false
        case .preliminary:
            break
        case .script(let isPart):
            guard queue.isEmpty, isPart == isInTransaction else {
                throw misuse("a script needs the connection for itself", request)
            }
            isScripting = true
        }
    }

    private func misuse(_ text: String, _ request: Request) -> PostgresError {
        PostgresError(.misuse, text).at(request.terms.site, statement: request.commands.first?.name)
    }

    private func sendPipeline(_ request: Request, to pointer: OpaquePointer) -> Bool {
        guard let parameters = request.parameters else {
            for command in request.commands where !send(command, to: pointer) { return false }
            return PQpipelineSync(pointer) == 1
        }
        let isSent = parameters.withPointers { values, lengths, formats in
            values.withUnsafeBufferPointer { values in
                var next = 0
                for command in request.commands {
                    guard case .execute(let plan) = command else {
                        guard send(command, to: pointer) else { return false }
                        continue
                    }
                    let count = plan.description.parameterTypes.count
                    let status = PQsendQueryPrepared(
                        pointer,
                        plan.statement.name,
                        Int32(count),
                        values.baseAddress.map { $0 + next },
                        lengths.map { $0 + next },
                        formats.map { $0 + next },
                        1
                    )
                    guard status == 1 else { return false }
                    next += count
                }
                return true
            }
        }
        return isSent && PQpipelineSync(pointer) == 1
    }

    private func send(_ command: Request.Command, to pointer: OpaquePointer) -> Bool {
        switch command {
        case .text(let sql): PQsendQueryParams(pointer, sql, 0, nil, nil, nil, nil, 1) == 1
        case .prepare(let statement): PQsendPrepare(pointer, statement.name, statement.sql, 0, nil) == 1
        case .describe(let statement): PQsendDescribePrepared(pointer, statement.name) == 1
        case .execute: preconditionFailure("a statement is executed with its parameters")
        }
    }

    private func sendScript(_ request: Request, to pointer: OpaquePointer) -> Bool {
        guard case .text(let sql)? = request.commands.first else { return false }
        return PQexitPipelineMode(pointer) == 1 && PQsendQuery(pointer, sql) == 1
    }
}
