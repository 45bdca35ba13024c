import Glibc

/// A value that only one thread at a time can see.
///
/// A pthread mutex and not `Synchronization.Mutex`, since ThreadSanitizer understands only the former.
final class Lock<Value: ~Copyable>: Sendable {
    // Both are fixed for life; `value` is touched only with `mutex` held.
    nonisolated(unsafe) private let value: UnsafeMutablePointer<Value>
    nonisolated(unsafe) private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    init(_ initial: consuming sending Value) {
        value = .allocate(capacity: 1)
        value.initialize(to: initial)
        mutex = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
        value.deinitialize(count: 1)
        value.deallocate()
    }

    func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value.pointee)
    }
}
