import Glibc

/// A server that an owner who was killed may have left on a data folder.
struct LeftoverServer {
    let data: String

    /// The postmaster's number as its file gives it, whether it lives or not.
    var recordedPostmaster: pid_t? {
        let file = File.contents(of: "\(data)/postmaster.pid", limit: 1_024)
        return file.split(separator: "\n").first.flatMap { pid_t($0) }
    }

    /// All of PostgreSQL's processes that work in this folder.
    ///
    /// The number in `postmaster.pid` alone proves nothing: after a restart of the machine it may be anybody's.
    /// What does is the working folder, which is the data folder for each of PostgreSQL's processes.
    var processes: [pid_t] {
        var home = stat()
        guard stat(data, &home) == 0 else { return [] }
        let recorded = recordedPostmaster
        return File.names(in: "/proc").compactMap { pid_t($0) }.filter { pid in
            guard pid != getpid(), File.contents(of: "/proc/\(pid)/comm", limit: 64).trimmed == "postgres"
            else {
                return false
            }
            var status = stat()
            if stat("/proc/\(pid)/cwd", &status) == 0 {
                return status.st_dev == home.st_dev && status.st_ino == home.st_ino
            }
            // Not ours to look at: then it counts if the file names it.
            return (errno == EACCES || errno == EPERM) && pid == recorded
        }
    }

    /// The postmaster, if it lives.
    private var postmaster: pid_t? {
        guard let recorded = recordedPostmaster, processes.contains(recorded) else { return nil }
        return recorded
    }

    /// Ends them and takes away what they leave, so that a server of ours can start.
    ///
    /// It is not adopted: a process that is not our child neither tells us of its end nor ends with us,
    /// and it runs with the settings, and perhaps the version, of another day.
    func clear(socketFolder: String, patience: Duration) async throws(ClusterError) {
        if let postmaster {
            try send(SIGINT, to: [postmaster])
            try await wait(patience) { self.postmaster == nil }
        }
        for number in [SIGQUIT, SIGKILL] where !processes.isEmpty {
            try send(number, to: processes)
            try await wait(.seconds(5)) { processes.isEmpty }
        }
        if let pid = processes.first {
            throw ClusterError(
                .inUse,
                "A PostgreSQL server, process \(pid), works on \(data) and does not end."
            )
        }
        try File.removeTree("\(data)/postmaster.pid")
        for name in File.names(in: socketFolder) where name.hasPrefix(".s.PGSQL.") {
            try File.removeTree("\(socketFolder)/\(name)")
        }
    }

    private func send(_ number: Int32, to processes: [pid_t]) throws(ClusterError) {
        for pid in processes where kill(pid, number) != 0 && errno != ESRCH {
            throw .system(errno, "stop the PostgreSQL server, process \(pid), that works on \(data)")
        }
    }

    private func wait(_ time: Duration, until isOver: () -> Bool) async throws(ClusterError) {
        let deadline = ContinuousClock.now + time
        while !isOver(), ContinuousClock.now < deadline {
            do {
                try await Task.sleep(for: .milliseconds(10))
            } catch {
                throw ClusterError(.cancelled, "Waiting for an older PostgreSQL server to end was cancelled.")
            }
        }
    }
}
