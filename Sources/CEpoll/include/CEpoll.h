#ifndef CEPOLL_H
#define CEPOLL_H

// Swift's Glibc module has neither epoll nor eventfd. Including glibc's headers here would declare
// the same types in two modules, so this header names none of them; the .c file does.

/// What happened to one watched descriptor.
struct cepoll_event {
    unsigned long long tag;
    int readable;
    int writable;
};

/// A new epoll instance, or -1.
int cepoll_create(void);

/// Starts watching `descriptor` for reading, and for writing too if `writable`; 0, or -1.
int cepoll_add(int epoll, int descriptor, unsigned long long tag, int writable);

/// Changes what is watched on `descriptor`; 0, or -1.
int cepoll_modify(int epoll, int descriptor, unsigned long long tag, int writable);

/// Stops watching `descriptor`; 0, or -1.
int cepoll_remove(int epoll, int descriptor);

/// Waits at most `milliseconds` (-1: for ever) and fills at most `capacity` (64 at most) events.
/// Returns their number; 0 when the time passed or a signal came.
int cepoll_wait(int epoll, struct cepoll_event *events, int capacity, int milliseconds);

/// A new non-blocking event counter, or -1.
int cepoll_bell_create(void);

/// Makes `bell` readable.
void cepoll_bell_ring(int bell);

/// Makes `bell` unreadable again.
void cepoll_bell_silence(int bell);

#endif
