#define _GNU_SOURCE
#include "sk_system.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <locale.h>
#include <malloc.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

enum { lowest_priority = 19 };

static atomic_bool is_lowered = false;

// Stands before the C library's. libdispatch gives every worker thread it starts the nice value of its class of work,
// which would lift the thread above the product again.
int setpriority(__priority_which_t which, id_t who, int priority) {
    if (atomic_load(&is_lowered) && which == PRIO_PROCESS) priority = lowest_priority;
    return (int)syscall(SYS_setpriority, which, who, priority);
}

static int lower_thread(id_t thread) {
    // See ioprio_set(2): who = process (1); class idle = 3 in the upper bits.
    int failure = 0;
    if (setpriority(PRIO_PROCESS, thread, lowest_priority) != 0) failure = errno;
    if (syscall(SYS_ioprio_set, 1, thread, 3 << 13) != 0 && failure == 0) failure = errno;
    return failure;
}

int sk_lower_priority(void) {
    // On Linux both belong to a thread, and threads of the runtime's pool exist already.
    atomic_store(&is_lowered, true);
    int failure = lower_thread(0);
    DIR *threads = opendir("/proc/self/task");
    if (threads == NULL) return failure;
    struct dirent *entry;
    while ((entry = readdir(threads)) != NULL) {
        int thread = atoi(entry->d_name);
        if (thread > 0) lower_thread((id_t)thread);
    }
    closedir(threads);
    return failure;
}

bool sk_is_lowered(void) {
    return atomic_load(&is_lowered);
}

void sk_thread_began(void) {
    // Both are inherited, but from a thread that may have been lifted since.
    if (atomic_load(&is_lowered)) lower_thread(0);
}

int sk_processors(void) {
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
    return 1;
}

int sk_open_anonymous(const char *directory) {
    int descriptor = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    return descriptor < 0 ? -errno : descriptor;
}

void sk_release_memory(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

int sk_status(int descriptor, void *status, int64_t *birth) {
    return sk_status_at(descriptor, "", status, birth);
}

int sk_status_at(int directory, const char *name, void *status, int64_t *birth) {
    struct statx all;
    int flags = AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW;
    *birth = INT64_MIN;
    // Not on old kernels, nor where a container's filter does not know it.
    if (statx(directory, name, flags, STATX_BASIC_STATS | STATX_BTIME, &all) != 0) {
        int result = *name ? fstatat(directory, name, status, AT_SYMLINK_NOFOLLOW) : fstat(directory, status);
        return result == 0 ? 0 : -errno;
    }
    *(struct stat *)status = (struct stat){
        .st_dev = makedev(all.stx_dev_major, all.stx_dev_minor),
        .st_ino = all.stx_ino,
        .st_mode = all.stx_mode,
        .st_nlink = all.stx_nlink,
        .st_uid = all.stx_uid,
        .st_gid = all.stx_gid,
        .st_size = (off_t)all.stx_size,
        .st_blocks = (blkcnt_t)all.stx_blocks,
        .st_mtim = {.tv_sec = all.stx_mtime.tv_sec, .tv_nsec = all.stx_mtime.tv_nsec},
    };
    if (all.stx_mask & STATX_BTIME) *birth = all.stx_btime.tv_sec;
    return 0;
}

int sk_link_descriptor(int descriptor, const char *path) {
    if (linkat(descriptor, "", AT_FDCWD, path, AT_EMPTY_PATH) == 0) return 0;
    if (errno == EEXIST) return -errno;
    // Without CAP_DAC_READ_SEARCH the kernel wants the way through /proc. See open(2), O_TMPFILE.
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    return linkat(AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 ? 0 : -errno;
}

static const int reading = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

int sk_open_for_reading(int directory, const char *name) {
    // O_NOATIME leaves the product's file as it was; only its owner and root may ask for it.
    int descriptor = openat(directory, name, reading | O_NOFOLLOW | O_NOATIME);
    if (descriptor < 0 && errno == EPERM) descriptor = openat(directory, name, reading | O_NOFOLLOW);
    return descriptor < 0 ? -errno : descriptor;
}

int sk_open_place(int directory, const char *name) {
    int descriptor = openat(directory, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}

int sk_open_without_links(int directory, const char *path, bool is_beneath) {
    struct open_how how = {
        .flags = O_PATH | O_NOFOLLOW | O_CLOEXEC,
        .resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | (is_beneath ? RESOLVE_BENEATH : 0),
    };
    long descriptor = syscall(SYS_openat2, directory, path, &how, sizeof how);
    return descriptor < 0 ? -errno : (int)descriptor;
}

int sk_open_root(const char *path) {
    int descriptor = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}

long sk_read_link(int place, char *buffer, long size) {
    long length = readlinkat(place, "", buffer, (size_t)size);
    return length < 0 ? -errno : length;
}

int sk_reopen_for_reading(int place) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", place);
    int descriptor = open(link, reading | O_NOATIME);
    if (descriptor < 0 && errno == EPERM) descriptor = open(link, reading);
    return descriptor < 0 ? -errno : descriptor;
}

int sk_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC) == 0 ? 0 : -errno;
}

int sk_feed_pipe(int ends[2]) {
    int result = sk_pipe(ends);
    if (result != 0) return result;
    if (fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0) return 0;
    result = -errno;
    close(ends[0]);
    close(ends[1]);
    return result;
}

int sk_punch_hole(int descriptor, int64_t offset, int64_t count) {
    return fallocate(descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, count) == 0 ? 0 : -errno;
}

static int wait_for(int descriptor, short events, int milliseconds) {
    struct pollfd waiting = {.fd = descriptor, .events = events};
    int ready = poll(&waiting, 1, milliseconds);
    if (ready < 0) return errno == EINTR ? 0 : -errno;
    return ready > 0;
}

int sk_wait_readable(int descriptor, int milliseconds) {
    return wait_for(descriptor, POLLIN, milliseconds);
}

int sk_wait_writable(int descriptor, int milliseconds) {
    return wait_for(descriptor, POLLOUT, milliseconds);
}

static volatile sig_atomic_t received_signal = 0;
static _Atomic pid_t child_group = 0;
/// A second signal that waits for the group of a child that is being started.
static _Atomic int ending_signal = 0;

static void end_at_once(int number) {
    pid_t group = child_group;
    if (group > 1) kill(-group, SIGKILL);
    static const char message[] = "\nsupportkit: stopped; nothing was left\n";
    ssize_t written = write(2, message, sizeof message - 1);
    (void)written;
    _exit(128 + number);
}

static void on_signal(int number) {
    if (received_signal == 0) {
        received_signal = number;
        return;
    }
    bool has_waited = ending_signal != 0;
    ending_signal = number;
    // Its group is not known yet: whoever names it ends the process then. A third signal does not wait.
    if (child_group == SK_CHILD_STARTS && !has_waited) return;
    end_at_once(number);
}

void sk_signals_watch(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    // No SA_RESTART: a read that waits for a person or a child must notice.
    int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction old;
        // A signal ignored by the caller (nohup) stays ignored.
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN) continue;
        sigaction(numbers[i], &action, NULL);
    }
}

int sk_signal_received(void) {
    return received_signal;
}

void sk_signals_set_child_group(pid_t group) {
    child_group = group;
    int number = ending_signal;
    if (number != 0 && group != SK_CHILD_STARTS) end_at_once(number);
}

void sk_process_prepare(void) {
#ifdef __GLIBC__
    // An arena for each thread would keep what its thread no longer uses.
    mallopt(M_ARENA_MAX, 1);
    // What large buffers leave behind is given back; unless told so, the library learns to keep ever more of it.
    mallopt(M_TRIM_THRESHOLD, 128 * 1024);
#endif
    // A descriptor 0 to 2 that is closed would be given to the next file opened, and a message could land in it.
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        if (fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
            if (open("/dev/null", O_RDWR) != descriptor) break;
        }
    }
    signal(SIGPIPE, SIG_IGN);
    // libarchive converts names through the C library's character set, and a Swift program has none until it asks.
    setlocale(LC_CTYPE, "C.UTF-8");
}

int sk_terminal_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

long sk_last_index(const void *bytes, long count, int value) {
    const char *found = count > 0 ? memrchr(bytes, value, (size_t)count) : NULL;
    return found ? found - (const char *)bytes : -1;
}

long sk_find(const void *bytes, long count, const void *text, long length) {
    const char *found = count > 0 ? memmem(bytes, (size_t)count, text, (size_t)length) : NULL;
    return found ? found - (const char *)bytes : -1;
}

static const struct {
    const char *bytes;
    size_t length;
} magics[] = {
    {"\x1f\x8b\x08", 3}, {"PK\x03\x04", 4}, {"\xfd" "7zXZ\0", 6}, {"\x28\xb5\x2f\xfd", 4},
    {"BZh91AY&SY", 10}, {"7z\xbc\xaf\x27\x1c", 6},
};

// The first beginning of compressed or packed data in bytes[from..<to], or -1.
static long first_magic(const unsigned char *bytes, long from, long to) {
    long first = -1;
    for (unsigned index = 0; index < sizeof magics / sizeof *magics; index++) {
        size_t span = (size_t)((first < 0 ? to : first) - from);
        const unsigned char *found = memmem(bytes + from, span, magics[index].bytes, magics[index].length);
        if (found) first = found - bytes;
    }
    return first;
}

long sk_first_binary(const void *bytes, long count) {
    enum { stretch = 512, step = 128, most = 20, longest = 10 };
    const unsigned char *start = bytes;
    for (long offset = 0; offset < count; offset += stretch) {
        long end = count - offset < stretch ? count : offset + stretch;
        int controls = 0;
        unsigned char candidates = 0;
        // Without branches, so that it is compiled to vectors; a byte holds the count of a step.
        for (long from = offset; from < end; from += step) {
            long to = end - from < step ? end : from + step;
            unsigned char found = 0;
            // NUL, SOH (FIX), backspace to carriage return and escape occur in texts.
            for (long index = from; index < to; index++) {
                unsigned char byte = start[index];
                found += ((unsigned char)(byte - 2) < 6) | ((unsigned char)(byte - 14) < 13)
                    | ((unsigned char)(byte - 28) < 4);
            }
            // Every magic has such a control, this byte, or these two letters.
            for (long index = from == 0 ? 1 : from; index < to; index++) {
                candidates |= (start[index] == 0xfd) | ((start[index] == 'Z') & (start[index - 1] == 'B'));
            }
            controls += found;
        }
        if (offset == 0 && count > 0) candidates |= start[0] == 0xfd;
        if (controls > 0 || candidates != 0) {
            long first = first_magic(start, offset < longest ? 0 : offset - longest, count - end < longest ? count : end + longest);
            if (first >= 0) return first;
        }
        if (controls > most && end - offset == stretch) return offset;
    }
    return -1;
}

long sk_count(const void *bytes, long count, int value) {
    const unsigned char *start = bytes;
    long total = 0;
    for (long from = 0; from < count; from += 128) {
        long stop = from + 128 < count ? from + 128 : count;
        unsigned char found = 0;
        for (long index = from; index < stop; index++) found += start[index] == value;
        total += found;
    }
    return total;
}

long sk_read(int descriptor, void *buffer, size_t count, int64_t offset) {
    ssize_t got;
    do {
        got = pread(descriptor, buffer, count, (off_t)offset);
    } while (got < 0 && errno == EINTR);
    return got < 0 ? -errno : got;
}

bool sk_resident(int descriptor, int64_t offset, size_t count, unsigned char *pages) {
    // Mapped only to be asked about, never read: a file that becomes shorter does no harm.
    void *place = mmap(NULL, count, PROT_READ, MAP_SHARED, descriptor, (off_t)offset);
    if (place == MAP_FAILED) return false;
    bool is_known = mincore(place, count, pages) == 0;
    munmap(place, count);
    return is_known;
}
