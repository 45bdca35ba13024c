import Logging

extension PrivateCluster {
    /// Starts the server and keeps it up until the task is cancelled, then stops it in good order.
    ///
    /// If PostgreSQL ends by itself, it is started again, at once at first and with growing pauses of up to
    /// half a minute while it does not stay up. Clients lose their connections and may connect again.
    ///
    /// - Throws: `ClusterError` when the first start fails; cancellation is not an error.
    public func run() async throws(ClusterError) {
        do throws(ClusterError) {
            try await start()
        } catch {
            guard error.code != .cancelled else { return }
            throw error
        }
        var pause = Duration.zero
        while case .running(let child) = phase {
            let began = ContinuousClock.now
            guard let ending = await child.endUnlessCancelled() else { break }
            guard case .running = phase else { return }
            logger.error(
                "PostgreSQL ended by itself",
                metadata: ["cluster.folder": "\(folder)", "cluster.ending": "\(ending)"]
            )
            if ContinuousClock.now - began > .seconds(60) { pause = .zero }
            guard await restart(after: &pause) else { break }
        }
        await stop()
    }

    /// Tries until the server is up, longer pauses each time; false when the task was cancelled first.
    private func restart(after pause: inout Duration) async -> Bool {
        while true {
            do throws(ClusterError) {
                try await wait(pause)
                pause = min(max(pause * 2, .milliseconds(100)), .seconds(30))
                try await bringUp()
                return true
            } catch {
                guard error.code != .cancelled else {
                    release()
                    return false
                }
                logger.error(
                    "PostgreSQL did not come up again",
                    metadata: [
                        "cluster.folder": "\(folder)", "cluster.error": "\(error)",
                        "cluster.pause": "\(pause)",
                    ]
                )
            }
        }
    }

    private func wait(_ time: Duration) async throws(ClusterError) {
        do {
            try await Task.sleep(for: time)
        } catch {
            throw ClusterError(.cancelled, "Keeping PostgreSQL up on \(folder) was cancelled.")
        }
    }
}
