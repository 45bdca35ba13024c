import Glibc

/// A program to run: with what rights, where its output goes, and what happens to it when we die.
struct Command: Sendable {
    /// By the names that setpriv takes; it does not take numbers.
    enum DeathSignal: String {
        case interrupt = "INT"
        case kill = "KILL"
    }

    let program: String
    let arguments: [String]
    /// The account it runs as; nil is our own.
    let user: ServerUser?
    /// The signal it gets when this process ends, however that happens.
    let deathSignal: DeathSignal
    /// Descriptors of ours; they need only stay open until the program has started.
    let input: Int32?
    let output: Int32?

    init(
        _ program: String,
        _ arguments: [String],
        user: ServerUser? = nil,
        deathSignal: DeathSignal = .kill,
        input: Int32? = nil,
        output: Int32? = nil
    ) {
        self.program = program
        self.arguments = arguments
        self.user = user
        self.deathSignal = deathSignal
        self.input = input
        self.output = output
    }

    /// Each of these programs replaces itself by the next, so that the process we start becomes the program.
    ///
    /// PostgreSQL's programs fail in a working folder that their account may not enter, hence `/`.
    private var words: [String] {
        var words = [
            "/usr/bin/env", "--chdir=/", "setpriv", "--no-new-privs", "--pdeathsig=\(deathSignal.rawValue)",
        ]
        if let user { words += ["--reuid=\(user.uid)", "--regid=\(user.gid)", "--clear-groups"] }
        return words + ["--", program] + arguments
    }

    /// A small environment: what the server would do with ours, secrets included, is not known.
    private var environment: [String] {
        ["PATH=/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C.UTF-8", "LANG=C.UTF-8", "TZ=UTC", "HOME=/"]
    }

    /// Starts the program, in a process group of its own so that Ctrl-C reaches it through us only.
    ///
    /// The kernel sends the death signal when the *thread* that called this ends.
    func spawn() -> Result<pid_t, SpawnFailure> {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        connect(&actions)

        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var pid: pid_t = 0
        let number = withPointers(words) { words in
            withPointers(environment) { environment in
                posix_spawn(&pid, "/usr/bin/env", &actions, &attributes, words, environment)
            }
        }
        return number == 0 ? .success(pid) : .failure(SpawnFailure(number: number))
    }

    /// Gives the program its three streams and nothing else that we have open.
    private func connect(_ actions: inout posix_spawn_file_actions_t) {
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        for descriptor in File.names(in: "/proc/self/fd").compactMap({ Int32($0) }) where descriptor > 2 {
            let flags = fcntl(descriptor, F_GETFD)
            if flags >= 0, flags & FD_CLOEXEC == 0 {
                posix_spawn_file_actions_addclose(&actions, descriptor)
            }
        }
    }

    private func withPointers<Value>(
        _ words: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        return body(pointers)
    }
}

/// The number of the error that kept a program from starting.
struct SpawnFailure: Error, Equatable {
    let number: Int32
}
