import Glibc
import Synchronization

/// A program that we started, and the thread that started it and waits for its end.
///
/// One thread does both because the death signal follows the thread: it goes out when the thread that started
/// the program ends, even if the process lives on. A thread that stays until the program has ended
/// leaves exactly one way for that: the end of this process.
final class Child: Sendable {
    enum Ending: Sendable, Equatable, CustomStringConvertible {
        case exited(Int32)
        case killed(signal: Int32)

        var description: String {
            switch self {
            case .exited(let status): "ended with status \(status)"
            case .killed(let signal): "was ended by signal \(signal)"
            }
        }
    }

    private struct State {
        var ending: Ending?
        var nextWaiter = 0
        var waiters: [Int: CheckedContinuation<Ending?, Never>] = [:]
    }

    let pid: pid_t
    private let state = Mutex(State())

    private init(pid: pid_t) { self.pid = pid }

    /// Starts a program.
    static func start(_ command: Command) async throws(ClusterError) -> Child {
        let started: Result<Child, SpawnFailure> = await withCheckedContinuation { continuation in
            let began = onNewThread {
                switch command.spawn() {
                case .failure(let failure): continuation.resume(returning: .failure(failure))
                case .success(let pid):
                    let child = Child(pid: pid)
                    continuation.resume(returning: .success(child))
                    child.waitOnThisThread()
                }
            }
            if !began { continuation.resume(returning: .failure(SpawnFailure(number: EAGAIN))) }
        }
        do {
            return try started.get()
        } catch {
            throw .system(error.number, "start \(command.program)")
        }
    }

    /// How it ended, or nil while it runs.
    var ending: Ending? { state.withLock { $0.ending } }

    /// Sends a signal, or does nothing when it has ended; `toGroup` reaches the processes it started too.
    func signal(_ number: Int32, toGroup: Bool = false) {
        // Under the lock, because the number may belong to another process once the end has been collected.
        state.withLock { state in
            guard state.ending == nil else { return }
            kill(toGroup ? -pid : pid, number)
        }
    }

    /// Waits for the end, whether the task is cancelled or not.
    func end() async -> Ending {
        let ending = await withCheckedContinuation { addWaiter($0) }
        guard let ending else { preconditionFailure("only a cancellable waiter is told nothing") }
        return ending
    }

    /// Waits for the end; nil when the task is cancelled first.
    func endUnlessCancelled() async -> Ending? {
        let ticket = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                addWaiter(continuation, ticket: ticket)
                if Task.isCancelled { dismiss(ticket) }
            }
        } onCancel: {
            dismiss(ticket)
        }
    }

    /// Asks it to end with one signal, insists with a second after some time, and waits.
    func end(with first: Int32, after patience: Duration, with second: Int32, toGroup: Bool = false) async
        -> Ending
    {
        signal(first, toGroup: toGroup)
        return await end(within: patience, with: second, toGroup: toGroup)
    }

    /// Waits for the end, sending a signal if that takes too long.
    func end(within patience: Duration, with number: Int32, toGroup: Bool = false) async -> Ending {
        // Not a child task: a stop is often asked for by a task that is cancelled, where every sleep is over at once.
        let insistence = Task { [self] in
            try await Task.sleep(for: patience)
            signal(number, toGroup: toGroup)
        }
        defer { insistence.cancel() }
        return await end()
    }

    private func addWaiter(_ continuation: CheckedContinuation<Ending?, Never>, ticket: Int? = nil) {
        let ending = state.withLock { state -> Ending? in
            guard state.ending == nil else { return state.ending }
            state.nextWaiter += 1
            state.waiters[ticket ?? state.nextWaiter] = continuation
            return nil
        }
        if let ending { continuation.resume(returning: ending) }
    }

    private func dismiss(_ ticket: Int) {
        state.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume(returning: nil)
    }

    private func waitOnThisThread() {
        var information = siginfo_t()
        // Look first and collect afterwards, so that nobody signals a number that is already free again.
        while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let waiters = state.withLock { state -> (Ending, [CheckedContinuation<Ending?, Never>]) in
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            let ending: Ending =
                status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .killed(signal: status & 0x7f)
            state.ending = ending
            defer { state.waiters = [:] }
            return (ending, Array(state.waiters.values))
        }
        for waiter in waiters.1 { waiter.resume(returning: waiters.0) }
    }
}

/// Runs a body on a thread that ends with it; false when there can be no further thread.
private func onNewThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = Unmanaged.passRetained(Box(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let result = pthread_create(
        &thread,
        &attributes,
        { context in
            guard let context else { return nil }
            Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
            return nil
        },
        box.toOpaque()
    )
    if result != 0 { box.release() }
    return result == 0
}
