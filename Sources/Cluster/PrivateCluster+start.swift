import Glibc
import Logging

extension PrivateCluster {
    /// From a locked folder in whatever state to a server that answers.
    func bringUp() async throws(ClusterError) {
        phase = .starting
        let user = try ServerUser.choose(requested: serverUser, data: layout.data)
        try openWay(for: user)
        let programs = try ServerBinaries.find(
            given: binaries,
            dataVersion: ServerBinaries.version(ofData: layout.data)
        )
        try await LeftoverServer(data: layout.data).clear(
            socketFolder: layout.socketFolder,
            patience: stopWithin
        )
        try File.createPrivateFolder(layout.socketFolder, for: user)
        try await initialiseIfNew(with: programs, as: user)
        let child = try await launch(programs, as: user)
        phase = .running(child)
        logger.info(
            "PostgreSQL is up",
            metadata: [
                "cluster.folder": "\(folder)", "cluster.process": "\(child.pid)",
                "cluster.version": "\(programs.version)",
            ]
        )
    }

    /// Sees to it that the server's account reaches the folder.
    private func openWay(for user: ServerUser?) throws(ClusterError) {
        guard let user else { return }
        if let barrier = user.barrier(onTheWayTo: File.parent(of: folder)) {
            throw ClusterError(
                .folder,
                "PostgreSQL runs as the user \(user.name), who may not enter \(barrier) on the way to \(folder). "
                    + "Choose a folder elsewhere, such as one under /var/lib, or let others pass: chmod o+x \(barrier)"
            )
        }
        // This one is the cluster's own, and what is to be closed in it is closed in itself.
        guard chmod(folder, 0o711) == 0 else { throw .system(errno, "let \(user.name) pass into \(folder)") }
    }

    private func initialiseIfNew(with programs: ServerBinaries, as user: ServerUser?)
        async throws(ClusterError)
    {
        for name in File.names(in: folder) where name.hasPrefix(ClusterLayout.unfinishedPrefix) {
            try File.removeTree("\(folder)/\(name)")
        }
        guard File.status(of: layout.data) == nil else {
            guard ServerBinaries.version(ofData: layout.data) != nil else {
                throw ClusterError(
                    .folder,
                    "\(layout.data) is there but holds no data of PostgreSQL. Move it away and start again."
                )
            }
            return
        }
        let unfinished = "\(folder)/\(ClusterLayout.unfinishedPrefix)\(getpid())"
        do throws(ClusterError) {
            try File.createPrivateFolder(unfinished, for: user)
            try await runInitdb(programs, on: unfinished, as: user)
            try await createDatabase(programs, on: unfinished, as: user)
            guard rename(unfinished, layout.data) == 0 else { throw .system(errno, "rename \(unfinished)") }
            if durable { try File.synchronise(folder: folder) }
            try File.removeTree(layout.initialisationLog.path)
        } catch {
            try? File.removeTree(unfinished)
            throw error
        }
    }

    private func runInitdb(
        _ programs: ServerBinaries,
        on data: String,
        as user: ServerUser?
    ) async throws(ClusterError) {
        let arguments = [
            "--pgdata=\(data)", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8",
            "--data-checksums",
            "--auth-local=trust", "--auth-host=reject",
        ]
        let waiting = durable ? [] : ["--no-sync"]
        try await finish(
            Command(programs.path("initdb"), arguments + waiting, user: user),
            failure: "PostgreSQL could not initialise \(data)"
        )
    }

    /// Before the data folder gets its name, so that data that is there always has its database.
    private func createDatabase(
        _ programs: ServerBinaries,
        on data: String,
        as user: ServerUser?
    ) async throws(ClusterError) {
        let script = "\(folder)/\(ClusterLayout.unfinishedPrefix)script"
        let input = open(script, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard input >= 0, unlink(script) == 0 else { throw .system(errno, "write \(script)") }
        defer { close(input) }
        let text = Array("create database \(database);\n".utf8)
        guard pwrite(input, text, text.count, 0) == text.count else {
            throw .system(errno, "write \(script)")
        }
        try await finish(
            Command(
                programs.path("postgres"),
                ["--single", "-D", data, "-c", "exit_on_error=true", "-c", "log_checkpoints=off"]
                    + (durable ? [] : ["-F"]) + ["postgres"],
                user: user,
                input: input
            ),
            failure: "PostgreSQL could not create the database \(database) in \(data)"
        )
    }

    /// Runs a program to its end.
    private func finish(_ command: Command, failure: String) async throws(ClusterError) {
        let log = layout.initialisationLog
        let output = try log.open()
        defer { close(output) }
        let start = log.end
        let child = try await Child.start(
            Command(
                command.program,
                command.arguments,
                user: command.user,
                input: command.input,
                output: output
            )
        )
        guard let ending = await child.endUnlessCancelled() else {
            _ = await child.end(with: SIGTERM, after: .seconds(5), with: SIGKILL, toGroup: true)
            throw ClusterError(.cancelled, "The start of PostgreSQL on \(folder) was cancelled.")
        }
        guard ending == .exited(0) else {
            throw .program(
                .initialisation,
                "\(failure): it \(ending)",
                log: log.path,
                tail: log.tail(since: start)
            )
        }
    }

    private func launch(_ programs: ServerBinaries, as user: ServerUser?) async throws(ClusterError) -> Child
    {
        let log = layout.log
        let output = try log.open()
        defer { close(output) }
        let start = log.end
        let configuration = ServerConfiguration(socketFolder: layout.socketFolder, durable: durable)
        let child = try await Child.start(
            Command(
                programs.path("postgres"),
                ["-D", layout.data] + configuration.arguments,
                user: user,
                deathSignal: .interrupt,
                output: output
            )
        )
        do throws(ClusterError) {
            try await awaitReadiness(of: child, programs: programs, logStart: start)
        } catch {
            _ = await child.end(with: SIGINT, after: stopWithin, with: SIGQUIT)
            throw error
        }
        return child
    }

    private func awaitReadiness(
        of child: Child,
        programs: ServerBinaries,
        logStart: Int
    ) async throws(ClusterError) {
        let log = layout.log
        let deadline = ContinuousClock.now + startWithin
        while true {
            if let ending = child.ending {
                let what = "PostgreSQL did not start on \(folder): it \(ending)"
                throw .program(.startup, what, log: log.path, tail: log.tail(since: logStart))
            }
            guard ContinuousClock.now < deadline else {
                let what = "PostgreSQL did not answer on \(folder) within \(startWithin)"
                throw .program(.startup, what, log: log.path, tail: log.tail(since: logStart))
            }
            if isReady(child), try await answers(programs) { return }
            do {
                try await Task.sleep(for: .milliseconds(10))
            } catch {
                throw ClusterError(.cancelled, "The start of PostgreSQL on \(folder) was cancelled.")
            }
        }
    }

    /// What the server says of itself in its file: the first line is its process, the eighth its state.
    private func isReady(_ child: Child) -> Bool {
        let text = File.contents(of: "\(layout.data)/postmaster.pid", limit: 4_096)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count > 7 && lines[0] == "\(child.pid)" && String(lines[7]).trimmed == "ready"
    }

    private func answers(_ programs: ServerBinaries) async throws(ClusterError) -> Bool {
        let arguments = ["--dbname=\(connectionString)", "--timeout=3", "--quiet"]
        let question = try await Child.start(Command(programs.path("pg_isready"), arguments))
        return await question.end() == .exited(0)
    }
}
