import CLibPQ

extension Session {
    /// Called by the reactor when the socket is ready; returns what it must deliver.
    func handle(readable: Bool, writable: Bool) -> [Delivery] {
        let (deliveries, listener, isCancelDue) = state.withLock { state in
            if writable { state.flush(tag: tag) }
            return (state.receive(tag: tag), state.takeListener(), state.claimDueCancel())
        }
        listener?.deliver(())
        if isCancelDue { startCancel() }
        return deliveries
    }
}

extension Session.State {
    /// SQLSTATEs after which this session would go on failing: the server is going down or has become
    /// read-only, or what was prepared is gone or out of date.
    private static let retiring: Set<String> = ["57P01", "57P02", "57P03", "25006", "26000", "0A000"]

    mutating func flush(tag: UInt64) {
        guard isWaitingToWrite, let pointer = link?.pointer, let descriptor = link?.descriptor else { return }
        guard PQflush(pointer) != 1 else { return }
        isWaitingToWrite = false
        Reactor.shared.setWritable(false, tag: tag, descriptor: descriptor)
    }

    /// Reads what has come, and returns the replies that are complete with it.
    mutating func receive(tag: UInt64) -> [Session.Delivery] {
        guard let pointer = link?.pointer else { return [] }
        let isRead = PQconsumeInput(pointer) == 1
        // Reading may have made room for what could not be written.
        flush(tag: tag)
        var deliveries: [Session.Delivery] = []
        let isSound = drain(pointer, into: &deliveries)
        while let notify = PQnotifies(pointer) {
            notifications.append(
                .message(
                    channel: String(cString: notify.pointee.relname),
                    payload: String(cString: notify.pointee.extra)
                )
            )
            PQfreemem(notify)
        }
        if !isRead || !isSound || fatal != nil || PQstatus(pointer) == CONNECTION_BAD {
            deliveries += lose(lossMessage(), tag: tag)
        }
        return deliveries
    }

    /// What the loss of the connection is to be called.
    mutating func lossMessage() -> PostgresError {
        if let fatal {
            var error = PostgresError(.connectionLost, fatal.message)
            error.sqlState = fatal.sqlState
            return error
        }
        return PostgresError(.connectionLost, link?.message ?? "the connection is closed")
    }

    /// Takes all results that are there; false if the answers make no sense any more.
    private mutating func drain(_ pointer: OpaquePointer, into deliveries: inout [Session.Delivery]) -> Bool {
        var gaps = 0
        while !queue.isEmpty, fatal == nil, PQisBusy(pointer) == 0 {
            guard let result = PQgetResult(pointer) else {
                if isScripting {
                    isScripting = false
                    deliveries += finishFirst()
                    guard PQenterPipelineMode(pointer) == 1 else { return false }
                    continue
                }
                // In a pipeline, one null ends each command; two mean that libpq has nothing to wait for.
                gaps += 1
                if gaps > 1 { return false }
                continue
            }
            gaps = 0
            guard take(ResultHandle(result), into: &deliveries) else { return false }
        }
        return true
    }

    private mutating func take(_ result: ResultHandle, into deliveries: inout [Session.Delivery]) -> Bool {
        switch result.status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            queue.first?.results.append(result)
        case PGRES_PIPELINE_SYNC:
            deliveries += finishFirst()
        case PGRES_PIPELINE_ABORTED:
            break
        case PGRES_FATAL_ERROR:
            let (error, isFatal) = result.withPointer { pointer in
                let fields = ResultFields(pointer: pointer)
                return (PostgresError(result: fields), PostgresError.isFatal(fields))
            }
            // Without a code it is libpq that speaks, of a connection that is gone.
            guard let code = error.sqlState else { return false }
            if isFatal { fatal = error }
            if Self.retiring.contains(code) { isRetired = true }
            if let first = queue.first, first.failure == nil {
                first.failure = error.at(first.request.terms.site, statement: first.currentName)
            }
        default:
            // COPY, which has no place here.
            return false
        }
        return true
    }

    /// The oldest request is answered: settles what its caller is told.
    private mutating func finishFirst() -> [Session.Delivery] {
        guard let first = queue.popFirst() else { return [] }
        let delivery = Session.Delivery(reply: first.reply, outcome: outcome(of: first))
        guard first.isCancelSent, runningCancels > 0 else { return [delivery] }
        parked.append(delivery)
        parkedUntil = first.graceEnd
        return []
    }

    private mutating func outcome(of finished: InFlight) -> Outcome {
        if let notices = link?.notices, notices.isReplicationUncertain {
            notices.isReplicationUncertain = false
            let text = "committed on this server, but perhaps on no other: its loss would undo it"
            let name = finished.request.commands.last?.name
            return .failure(
                BoxedError(
                    PostgresError(.outcomeUnknown, text).at(finished.request.terms.site, statement: name)
                )
            )
        }
        guard var failure = finished.failure else { return .success(finished.results) }
        if let interruption = finished.interruption, failure.sqlState == "57014" {
            failure.code = interruption.code
            failure.message = interruption.message
        }
        return .failure(BoxedError(failure))
    }

    /// Closes the connection and fails all that was on its way, as honestly as can be known.
    mutating func lose(_ reason: PostgresError, tag: UInt64) -> [Session.Delivery] {
        guard let descriptor = link?.descriptor else { return [] }
        Reactor.shared.forget(tag: tag, descriptor: descriptor)
        link = nil
        loss = reason
        isScripting = false
        var deliveries = parked
        parked = []
        while let lost = queue.popFirst() {
            let error = error(for: lost, reason: reason)
            deliveries.append(Session.Delivery(reply: lost.reply, outcome: .failure(BoxedError(error))))
        }
        return deliveries
    }

    private func error(for lost: InFlight, reason: PostgresError) -> PostgresError {
        var error = reason
        // A server that announces its end before it has answered all statements has committed nothing.
        let isUndone = fatal != nil && !lost.isAnswered
        if lost.request.commits, !isUndone {
            error.code = .outcomeUnknown
            error.message = "no answer came to what was sent: \(lost.interruption?.message ?? reason.message)"
        } else if let interruption = lost.interruption {
            error.code = interruption.code
            error.message = interruption.message
        }
        if case .preliminary = lost.request.scope { error.isUnsent = lost.interruption == nil }
        return error.at(
            lost.request.terms.site,
            statement: lost.currentName ?? lost.request.commands.last?.name
        )
    }
}
