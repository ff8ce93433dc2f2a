#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/// Lowers this process and its future children to nice 19 and the idle I/O class. 0, or the first errno.
int sk_lower_priority(void);

/// Whether sk_lower_priority was called.
bool sk_is_lowered(void);

/// To be called by a new thread: lowers it too where the process was lowered.
void sk_thread_began(void);

/// Gives the system the memory back that was freed, where the C library can.
void sk_release_memory(void);

/// Processors this process may use, at least 1.
int sk_processors(void);

/// An anonymous file with mode 0600 in `directory` (O_TMPFILE). A descriptor, or -errno.
int sk_open_anonymous(const char *directory);

/// What fstat(2) says, and when the file was made in seconds since 1970, INT64_MIN where that is not known. 0, or -errno.
///
/// `status` is a `struct stat`, which Swift takes from another module; what FileStatus wants of it is filled in.
int sk_status(int descriptor, void *status, int64_t *birth);

/// The same for a name in an open directory, links not followed; the directory itself where the name is empty.
int sk_status_at(int directory, const char *name, void *status, int64_t *birth);

/// Gives the file of `descriptor` the name `path`, which must not exist. 0, or -errno.
int sk_link_descriptor(int descriptor, const char *path);

/// Opens a file for reading without side effects, never following a link at its last component. A descriptor, or -errno.
int sk_open_for_reading(int directory, const char *name);

/// Opens a place in the tree without opening its content (O_PATH | O_NOFOLLOW). A descriptor, or -errno.
int sk_open_place(int directory, const char *name);

/// Opens a path as a place, as sk_open_place does, but at once: -ELOOP if any component is a symbolic link, -ENOSYS before
/// Linux 5.6. With `is_beneath` the path is relative and stays below the directory.
int sk_open_without_links(int directory, const char *path, bool is_beneath);

/// Opens a directory as a place (O_PATH), links in `path` followed. A descriptor, or -errno.
int sk_open_root(const char *path);

/// The target of the link behind an O_PATH descriptor; its length, or -errno.
long sk_read_link(int place, char *buffer, long size);

/// Reopens the regular file behind an O_PATH descriptor for reading. A descriptor, or -errno.
int sk_reopen_for_reading(int place);

/// A pipe whose ends are closed on exec. 0, or -errno.
int sk_pipe(int ends[2]);

/// Waits until `descriptor` can be read or `milliseconds` have passed. 1 readable, 0 not, -errno.
int sk_wait_readable(int descriptor, int milliseconds);

/// Waits until `descriptor` can be written to or `milliseconds` have passed. 1 writable, 0 not, -errno.
int sk_wait_writable(int descriptor, int milliseconds);

/// A pipe whose ends are closed on exec and whose writing end does not block. 0, or -errno.
int sk_feed_pipe(int ends[2]);

/// Gives the blocks of a part of a file back to the file system; its length stays. 0, or -errno.
int sk_punch_hole(int descriptor, int64_t offset, int64_t count);

/// From now on the first SIGINT, SIGTERM or SIGHUP is remembered and the second ends the process, its children included.
void sk_signals_watch(void);

/// The remembered signal, or 0.
int sk_signal_received(void);

/// In place of a group: a child is being started, and a second signal waits until its group is named.
#define SK_CHILD_STARTS ((pid_t)-1)

/// Names a child's process group to be killed when a second signal ends the process; 0 forgets it.
///
/// Ends the process when the second signal has come since `SK_CHILD_STARTS`.
void sk_signals_set_child_group(pid_t group);

/// Sets LC_CTYPE to C.UTF-8, ignores SIGPIPE, and makes sure that descriptors 0 to 2 are open.
void sk_process_prepare(void);

/// Columns of the terminal behind `descriptor`, or 0.
int sk_terminal_columns(int descriptor);

/// The place of the last byte of that value, or -1.
long sk_last_index(const void *bytes, long count, int value);

/// The first place of a text in bytes; -1 if it does not occur.
long sk_find(const void *bytes, long count, const void *text, long length);

/// The place where bytes stop being text: a magic number of a compressed or packed file, or a stretch of 512 bytes with
/// more control characters than text has. -1 when they are text throughout.
long sk_first_binary(const void *bytes, long count);

/// How often a byte of that value occurs.
long sk_count(const void *bytes, long count, int value);

/// pread(2), repeated when it is interrupted; a negative errno on failure.
long sk_read(int descriptor, void *buffer, size_t count, int64_t offset);

// Sets the lowest bit of pages[i] if page i of a file's part that begins at a page is in memory. False where the system
// does not say; of files that are not ours it says that all of them are.
bool sk_resident(int descriptor, int64_t offset, size_t count, unsigned char *pages);
