import Glibc

/// Seconds of processor time that this process has used.
func processorSeconds() -> Double {
    var usage = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &usage)
    return Double(usage.tv_sec) + Double(usage.tv_nsec) / 1e9
}

/// Prints a line at once, also into a file.
func tell(_ line: some CustomStringConvertible) {
    print(line)
    fflush(nil)
}
