#include "CEpoll.h"

#include <errno.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

static int control(int epoll, int operation, int descriptor, unsigned long long tag, int writable) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | (writable ? EPOLLOUT : 0)};
    event.data.u64 = tag;
    return epoll_ctl(epoll, operation, descriptor, &event);
}

int cepoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int cepoll_add(int epoll, int descriptor, unsigned long long tag, int writable) {
    return control(epoll, EPOLL_CTL_ADD, descriptor, tag, writable);
}

int cepoll_modify(int epoll, int descriptor, unsigned long long tag, int writable) {
    return control(epoll, EPOLL_CTL_MOD, descriptor, tag, writable);
}

int cepoll_remove(int epoll, int descriptor) { return control(epoll, EPOLL_CTL_DEL, descriptor, 0, 0); }

int cepoll_wait(int epoll, struct cepoll_event *events, int capacity, int milliseconds) {
    struct epoll_event ready[64];
    int count = epoll_wait(epoll, ready, capacity < 64 ? capacity : 64, milliseconds);
    for (int i = 0; i < count; i++) {
        events[i].tag = ready[i].data.u64;
        events[i].readable = (ready[i].events & ~(uint32_t)EPOLLOUT) != 0;
        events[i].writable = (ready[i].events & EPOLLOUT) != 0;
    }
    return count < 0 && errno == EINTR ? 0 : count;
}

int cepoll_bell_create(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void cepoll_bell_ring(int bell) {
    uint64_t one = 1;
    ssize_t written = write(bell, &one, sizeof one);
    (void)written;
}

void cepoll_bell_silence(int bell) {
    uint64_t count;
    ssize_t taken = read(bell, &count, sizeof count);
    (void)taken;
}
