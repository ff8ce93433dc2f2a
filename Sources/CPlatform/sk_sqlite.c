#define _GNU_SOURCE
#include "sk_sqlite.h"
#include "sk_system.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int64_t sk_monotonic_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool is_over(int64_t deadline) {
    return sk_signal_received() != 0 || sk_monotonic_now() > deadline;
}

// MARK: - The two file systems

enum { sealed_block = 4096 };

/// The turn of each block of a file in which all is cipher text; 0: never written, a hole.
typedef struct {
    bool is_sealed;
    uint32_t *turns;
    int64_t count;
} sealed_file;

struct sk_sqlite_files {
    sqlite3_vfs private;
    sqlite3_vfs live;
    sqlite3_vfs *base;
    char private_name[40];
    char live_name[40];
    char *scratch;
    int64_t memory_limit;
    bool in_memory;
    int64_t deadline;
    int error;
    int open_files;
    int database, log, journal;
    sk_sqlite_cipher cipher;
    void *cipher_context;
    uint32_t turn;
    /// By descriptor.
    sealed_file *sealed;
    int sealed_count;
};

typedef struct {
    sqlite3_file base;
    sk_sqlite_files *files;
    int descriptor;
    bool owned;
} private_file;

static int note(sk_sqlite_files *files, int failure) {
    if (files->error == 0) files->error = failure;
    return -failure;
}

/// Every block of a new file is a hole.
static int begin_sealed(sk_sqlite_files *files, int descriptor) {
    if (files->cipher == NULL || descriptor < 0) return descriptor;
    if (descriptor >= files->sealed_count) {
        int count = descriptor + 16;
        sealed_file *larger = realloc(files->sealed, (size_t)count * sizeof *larger);
        if (larger == NULL) {
            close(descriptor);
            return note(files, ENOMEM);
        }
        memset(larger + files->sealed_count, 0, (size_t)(count - files->sealed_count) * sizeof *larger);
        files->sealed = larger;
        files->sealed_count = count;
    }
    sealed_file *file = &files->sealed[descriptor];
    free(file->turns);
    *file = (sealed_file){.is_sealed = true};
    return descriptor;
}

static sealed_file *find_sealed(const sk_sqlite_files *files, int descriptor) {
    if (descriptor < 0 || descriptor >= files->sealed_count) return NULL;
    return files->sealed[descriptor].is_sealed ? &files->sealed[descriptor] : NULL;
}

void sk_sqlite_seal(sk_sqlite_files *files, sk_sqlite_cipher cipher, void *context) {
    files->cipher = cipher;
    files->cipher_context = context;
}

int sk_sqlite_anonymous(sk_sqlite_files *files) {
    if (!files->in_memory) {
        int descriptor = sk_open_anonymous(files->scratch);
        if (descriptor >= 0) return begin_sealed(files, descriptor);
        // EISDIR: a kernel or file system that does not know O_TMPFILE. See open(2).
        if (descriptor != -EOPNOTSUPP && descriptor != -EISDIR) return note(files, -descriptor);
        files->in_memory = true;
    }
    int descriptor = memfd_create("supportkit", MFD_CLOEXEC);
    return descriptor < 0 ? note(files, errno) : begin_sealed(files, descriptor);
}

/// The number of bytes read, fewer at the end of the file; or -errno.
static int64_t read_all(int descriptor, uint8_t *bytes, int64_t count, int64_t offset) {
    int64_t got = 0;
    while (got < count) {
        ssize_t step = pread(descriptor, bytes + got, (size_t)(count - got), offset + got);
        if (step < 0 && errno == EINTR) continue;
        if (step < 0) return -errno;
        if (step == 0) break;
        got += step;
    }
    return got;
}

int64_t sk_sqlite_read(const sk_sqlite_files *files, int descriptor, uint8_t *bytes, int64_t count, int64_t offset) {
    const sealed_file *file = find_sealed(files, descriptor);
    if (file == NULL) return read_all(descriptor, bytes, count, offset);
    int64_t done = 0;
    while (done < count) {
        int64_t block = (offset + done) / sealed_block, start = (offset + done) % sealed_block;
        int64_t part = count - done < sealed_block - start ? count - done : sealed_block - start;
        uint8_t plain[sealed_block];
        int64_t got = read_all(descriptor, plain, start + part, block * sealed_block);
        if (got < 0) return got;
        if (got <= start) break;
        uint32_t turn = block < file->count ? file->turns[block] : 0;
        if (turn != 0 && !files->cipher(files->cipher_context, turn, plain, (int)got)) return -EIO;
        memcpy(bytes + done, plain + start, (size_t)(got - start));
        done += got - start;
        if (got < start + part) break;
    }
    return done;
}

static int write_plainly(int descriptor, const uint8_t *bytes, int64_t count, int64_t offset) {
    while (count > 0) {
        ssize_t written = pwrite(descriptor, bytes, (size_t)count, offset);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return -errno;
        bytes += written;
        offset += written;
        count -= written;
    }
    return 0;
}

/// Writes part of a block whose first `before` bytes exist. What was there is enciphered anew: no part of the key is used
/// for two texts.
static int write_block(
    sk_sqlite_files *files, sealed_file *file, int descriptor, const uint8_t *bytes, int64_t count, int64_t offset,
    int64_t before
) {
    int64_t block = offset / sealed_block, start = offset % sealed_block;
    uint8_t plain[sealed_block] = {0};
    if (start > 0 || count < before) {
        int64_t got = sk_sqlite_read(files, descriptor, plain, before, block * sealed_block);
        if (got != before) return got < 0 ? (int)got : -EIO;
    }
    memcpy(plain + start, bytes, (size_t)count);
    if (block >= file->count) {
        int64_t larger = block + block / 2 + 64;
        uint32_t *turns = realloc(file->turns, (size_t)larger * sizeof *turns);
        if (turns == NULL) return -ENOMEM;
        memset(turns + file->count, 0, (size_t)(larger - file->count) * sizeof *turns);
        file->turns = turns;
        file->count = larger;
    }
    if (files->turn == UINT32_MAX) return -EFBIG;
    int64_t length = start + count > before ? start + count : before;
    uint32_t turn = ++files->turn;
    if (!files->cipher(files->cipher_context, turn, plain, (int)length)) return -EIO;
    file->turns[block] = turn;
    return write_plainly(descriptor, plain, length, block * sealed_block);
}

int sk_sqlite_write(sk_sqlite_files *files, int descriptor, const uint8_t *bytes, int64_t count, int64_t offset) {
    sealed_file *file = find_sealed(files, descriptor);
    if (file == NULL) return write_plainly(descriptor, bytes, count, offset);
    struct stat status;
    if (fstat(descriptor, &status) != 0) return -errno;
    int64_t size = status.st_size;
    if (offset > size && size % sealed_block != 0) {
        // The rest of a block that was the last is zero, and its zeros are cipher text too.
        static const uint8_t zeros[sealed_block];
        int64_t rest = sealed_block - size % sealed_block;
        int64_t gap = offset - size < rest ? offset - size : rest;
        int failure = write_block(files, file, descriptor, zeros, gap, size, size % sealed_block);
        if (failure != 0) return failure;
        size += gap;
    }
    while (count > 0) {
        int64_t base = offset - offset % sealed_block;
        int64_t room = base + sealed_block - offset, part = count < room ? count : room;
        int64_t before = size <= base ? 0 : size - base < sealed_block ? size - base : sealed_block;
        int failure = write_block(files, file, descriptor, bytes, part, offset, before);
        if (failure != 0) return failure;
        bytes += part;
        offset += part;
        count -= part;
        if (offset > size) size = offset;
    }
    return 0;
}

/// 0 or -errno.
static int set_size(sk_sqlite_files *files, int descriptor, int64_t size) {
    sealed_file *file = find_sealed(files, descriptor);
    struct stat status;
    if (file != NULL && fstat(descriptor, &status) == 0 && status.st_size < size) {
        // Grown: nothing is written, but the last block is completed.
        int failure = sk_sqlite_write(files, descriptor, NULL, 0, size);
        if (failure != 0) return failure;
    }
    if (ftruncate(descriptor, size) != 0) return -errno;
    if (file == NULL) return 0;
    for (int64_t block = (size + sealed_block - 1) / sealed_block; block < file->count; block++) file->turns[block] = 0;
    return 0;
}

/// Writes everything. 0 or an errno.
static int write_all(sk_sqlite_files *files, int descriptor, const char *bytes, int64_t count, int64_t offset) {
    if (files->in_memory && offset + count > files->memory_limit) {
        note(files, ENOSPC);
        return ENOSPC;
    }
    int failure = sk_sqlite_write(files, descriptor, (const uint8_t *)bytes, count, offset);
    return failure == 0 ? 0 : -note(files, -failure);
}
int sk_sqlite_copy(sk_sqlite_files *files, int from, int to, int64_t count, int64_t deadline) {
    enum { piece = 1 << 20 };
    char *buffer = malloc(piece);
    if (buffer == NULL) return -ENOMEM;
    int64_t offset = 0;
    int failure = 0;
    while (failure == 0 && offset < count) {
        if (sk_signal_received() != 0) failure = EINTR;
        else if (sk_monotonic_now() > deadline) failure = ETIME;
        if (failure != 0) break;
        int64_t wanted = count - offset < piece ? count - offset : piece;
        ssize_t got = pread(from, buffer, (size_t)wanted, offset);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) failure = EIO;
        if (got <= 0) break;
        failure = write_all(files, to, buffer, got, offset);
        offset += got;
    }
    free(buffer);
    int size = failure == 0 ? set_size(files, to, offset) : 0;
    if (size != 0) failure = -note(files, -size);
    return -failure;
}

static int private_close(sqlite3_file *file) {
    private_file *self = (private_file *)file;
    if (self->owned) close(self->descriptor);
    self->files->open_files--;
    return SQLITE_OK;
}

static int private_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    private_file *self = (private_file *)file;
    if (is_over(self->files->deadline)) return SQLITE_IOERR_READ;
    int64_t got = sk_sqlite_read(self->files, self->descriptor, bytes, count, offset);
    if (got < 0) return SQLITE_IOERR_READ;
    if (got == count) return SQLITE_OK;
    memset((char *)bytes + got, 0, (size_t)(count - got));
    return SQLITE_IOERR_SHORT_READ;
}

static int private_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    private_file *self = (private_file *)file;
    if (is_over(self->files->deadline)) return SQLITE_IOERR_WRITE;
    int failure = write_all(self->files, self->descriptor, bytes, count, offset);
    if (failure == 0) return SQLITE_OK;
    return failure == ENOSPC || failure == EDQUOT || failure == EFBIG ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int private_truncate(sqlite3_file *file, sqlite3_int64 size) {
    private_file *self = (private_file *)file;
    return set_size(self->files, self->descriptor, size) == 0 ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

static int private_size(sqlite3_file *file, sqlite3_int64 *size) {
    struct stat status;
    if (fstat(((private_file *)file)->descriptor, &status) != 0) return SQLITE_IOERR_FSTAT;
    *size = status.st_size;
    return SQLITE_OK;
}

// A copy that dies with the process needs no sync, and one connection needs no locks.
static int private_sync(sqlite3_file *file, int flags) { (void)file, (void)flags; return SQLITE_OK; }
static int private_lock(sqlite3_file *file, int level) { (void)file, (void)level; return SQLITE_OK; }
static int private_reserved(sqlite3_file *file, int *reserved) { (void)file; *reserved = 0; return SQLITE_OK; }
static int private_control(sqlite3_file *file, int code, void *value) {
    (void)file, (void)code, (void)value;
    return SQLITE_NOTFOUND;
}
static int private_sector(sqlite3_file *file) { (void)file; return 4096; }
static int private_characteristics(sqlite3_file *file) { (void)file; return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

// Version 1: no shared memory, so a write-ahead log needs locking_mode=EXCLUSIVE.
static const sqlite3_io_methods private_methods = {
    .iVersion = 1,
    .xClose = private_close,
    .xRead = private_read,
    .xWrite = private_write,
    .xTruncate = private_truncate,
    .xSync = private_sync,
    .xFileSize = private_size,
    .xLock = private_lock,
    .xUnlock = private_lock,
    .xCheckReservedLock = private_reserved,
    .xFileControl = private_control,
    .xSectorSize = private_sector,
    .xDeviceCharacteristics = private_characteristics,
};

/// The companion that `name` stands for, or NULL.
static int *companion(sk_sqlite_files *files, const char *name) {
    int database, end = 0;
    if (name == NULL || sscanf(name, "/%d%n", &database, &end) != 1 || database != files->database) return NULL;
    if (strcmp(name + end, "-wal") == 0) return &files->log;
    if (strcmp(name + end, "-journal") == 0) return &files->journal;
    return NULL;
}

static int private_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
    sk_sqlite_files *files = vfs->pAppData;
    private_file *self = (private_file *)file;
    self->base.pMethods = NULL;
    self->files = files;
    self->owned = false;
    int end = 0;
    if (flags & SQLITE_OPEN_MAIN_DB) {
        if (name == NULL || sscanf(name, "/%d%n", &self->descriptor, &end) != 1 || name[end] != 0) {
            return SQLITE_CANTOPEN;
        }
    } else {
        int *given = companion(files, name);
        if (given != NULL && *given >= 0) {
            self->descriptor = *given;
        } else {
            self->descriptor = sk_sqlite_anonymous(files);
            if (self->descriptor < 0) return SQLITE_CANTOPEN;
            self->owned = true;
        }
    }
    self->base.pMethods = &private_methods;
    files->open_files++;
    if (out != NULL) *out = flags;
    return SQLITE_OK;
}

static int private_delete(sqlite3_vfs *vfs, const char *name, int sync_directory) {
    (void)sync_directory;
    int *given = companion(vfs->pAppData, name);
    if (given != NULL) *given = -1;
    return SQLITE_OK;
}

static int private_access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    (void)flags;
    int *given = companion(vfs->pAppData, name);
    int database, end = 0;
    if (given != NULL) {
        *result = *given >= 0;
    } else if (sscanf(name, "/%d%n", &database, &end) == 1 && (name[end] == 0 || name[end] == '-')) {
        *result = 0;
    } else {
        // A journal can name the journal of a transaction over several databases: it counts only while that exists.
        *result = access(name, F_OK) == 0;
    }
    return SQLITE_OK;
}

static int full_path_name(sqlite3_vfs *vfs, const char *name, int size, char *out) {
    (void)vfs;
    // The default would resolve /proc/self/fd/N into a name that others can aim elsewhere.
    if ((int)strlen(name) >= size) return SQLITE_CANTOPEN;
    strcpy(out, name);
    return SQLITE_OK;
}

static void *no_library(sqlite3_vfs *vfs, const char *name) { (void)vfs, (void)name; return NULL; }
static void no_library_error(sqlite3_vfs *vfs, int size, char *text) {
    (void)vfs;
    if (size > 0) text[0] = 0;
}
static void (*no_symbol(sqlite3_vfs *vfs, void *library, const char *name))(void) {
    (void)vfs, (void)library, (void)name;
    return NULL;
}
static void close_library(sqlite3_vfs *vfs, void *library) { (void)vfs, (void)library; }
static int last_error(sqlite3_vfs *vfs, int size, char *text) { (void)vfs, (void)size, (void)text; return 0; }

static int live_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
    sk_sqlite_files *files = vfs->pAppData;
    file->pMethods = NULL;
    if (name == NULL || (flags & SQLITE_OPEN_DELETEONCLOSE)) return SQLITE_CANTOPEN;
    // SQLite opens a log to write and creates a missing one, even for a reader.
    int reading = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE)) | SQLITE_OPEN_READONLY;
    return files->base->xOpen(files->base, name, file, reading, out);
}

static int live_delete(sqlite3_vfs *vfs, const char *name, int sync_directory) {
    (void)vfs, (void)name, (void)sync_directory;
    return SQLITE_IOERR_DELETE;
}

static int live_sleep(sqlite3_vfs *vfs, int microseconds) {
    sk_sqlite_files *files = vfs->pAppData;
    // SQLite counts its attempts, not the time they take: past the deadline it may run out of them at once.
    return is_over(files->deadline) ? microseconds : files->base->xSleep(files->base, microseconds);
}

static int keep_owner(int descriptor, uid_t user, gid_t group) {
    (void)descriptor, (void)user, (void)group;
    return 0;
}

static bool is_usable = false;

static void prepare_sqlite(void) {
    // Refused once SQLite is in use; most systems compile it in.
    bool has_uri_names = sqlite3_config(SQLITE_CONFIG_URI, 1) == SQLITE_OK || sqlite3_compileoption_used("USE_URI");
    if (!has_uri_names || sqlite3_initialize() != SQLITE_OK) return;
    // As root, SQLite gives every log and shared memory it opens the owner of the database. They are not ours to touch:
    // even the same owner leaves a new change time. Nothing in this process wants that.
    sqlite3_vfs *base = sqlite3_vfs_find("unix");
    is_usable = base != NULL && base->iVersion >= 3
        && base->xSetSystemCall(base, "fchown", (sqlite3_syscall_ptr)keep_owner) == SQLITE_OK;
}

sk_sqlite_files *sk_sqlite_files_create(const char *scratch, int64_t memory_limit, int64_t deadline) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    static atomic_int serial = 0;
    pthread_once(&once, prepare_sqlite);
    errno = ENOTSUP;
    if (!is_usable) return NULL;
    sqlite3_vfs *base = sqlite3_vfs_find("unix");
    sk_sqlite_files *files = calloc(1, sizeof *files);
    if (files == NULL) return NULL;
    files->base = base;
    files->scratch = strdup(scratch);
    files->memory_limit = memory_limit;
    files->deadline = deadline;
    files->database = files->log = files->journal = -1;
    int number = atomic_fetch_add(&serial, 1);
    snprintf(files->private_name, sizeof files->private_name, "supportkit-private-%d", number);
    snprintf(files->live_name, sizeof files->live_name, "supportkit-live-%d", number);

    files->private = *base;
    files->private.pNext = NULL;
    files->private.zName = files->private_name;
    files->private.pAppData = files;
    files->private.szOsFile = sizeof(private_file);
    files->private.xOpen = private_open;
    files->private.xDelete = private_delete;
    files->private.xAccess = private_access;
    files->private.xFullPathname = full_path_name;
    files->private.xDlOpen = no_library;
    files->private.xDlError = no_library_error;
    files->private.xDlSym = no_symbol;
    files->private.xDlClose = close_library;
    files->private.xGetLastError = last_error;
    files->private.iVersion = 2; // without the table of system calls, which belongs to the base

    files->live = *base;
    files->live.pNext = NULL;
    files->live.zName = files->live_name;
    files->live.pAppData = files;
    files->live.xOpen = live_open;
    files->live.xDelete = live_delete;
    files->live.xFullPathname = full_path_name;
    files->live.xSleep = live_sleep;
    files->live.iVersion = 2;

    if (files->scratch == NULL || sqlite3_vfs_register(&files->private, 0) != SQLITE_OK) {
        free(files->scratch);
        free(files);
        errno = ENOMEM;
        return NULL;
    }
    sqlite3_vfs_register(&files->live, 0);
    return files;
}

bool sk_sqlite_files_free(sk_sqlite_files *files) {
    sqlite3_vfs_unregister(&files->private);
    sqlite3_vfs_unregister(&files->live);
    if (files->open_files != 0) return false;
    for (int i = 0; i < files->sealed_count; i++) free(files->sealed[i].turns);
    free(files->sealed);
    free(files->scratch);
    free(files);
    return true;
}

const char *sk_sqlite_private_name(const sk_sqlite_files *files) { return files->private_name; }
const char *sk_sqlite_live_name(const sk_sqlite_files *files) { return files->live_name; }
void sk_sqlite_set_deadline(sk_sqlite_files *files, int64_t deadline) { files->deadline = deadline; }
int sk_sqlite_scratch_error(const sk_sqlite_files *files) { return files->error; }

void sk_sqlite_set_companions(sk_sqlite_files *files, int database, int log, int journal) {
    files->database = database;
    files->log = log;
    files->journal = journal;
}

// MARK: - Locks

// Where SQLite keeps its locks: https://www.sqlite.org/fileformat2.html#the_lock_byte_page and os_unix.c. They are
// taken as locks of the open file, because those of the process would vanish with any descriptor of the same file.
enum { pending_byte = 0x40000000, shared_first = pending_byte + 2, shared_size = 510, in_use_byte = 128 };

static int set_lock(int descriptor, int command, short type, off_t start, off_t length, struct flock *lock) {
    memset(lock, 0, sizeof *lock);
    lock->l_type = type;
    lock->l_whence = SEEK_SET;
    lock->l_start = start;
    lock->l_len = length;
    if (fcntl(descriptor, command, lock) == 0) return 0;
    return errno == EACCES ? -EAGAIN : -errno;
}

int sk_sqlite_is_written(int database) {
    struct flock lock;
    int result = set_lock(database, F_OFD_GETLK, F_RDLCK, pending_byte, 2 + shared_size, &lock);
    return result < 0 ? result : lock.l_type != F_UNLCK;
}

int sk_sqlite_is_reserved(int database) {
    struct flock lock;
    int result = set_lock(database, F_OFD_GETLK, F_RDLCK, pending_byte + 1, 1, &lock);
    return result < 0 ? result : lock.l_type != F_UNLCK;
}

static _Thread_local int priority_before;

int sk_sqlite_lock(int database) {
    struct flock lock;
    // PENDING first, or a writer that waits for its readers to leave would wait for ever.
    int result = set_lock(database, F_OFD_SETLK, F_RDLCK, pending_byte, 1, &lock);
    if (result < 0) return result;
    result = set_lock(database, F_OFD_SETLK, F_RDLCK, shared_first, shared_size, &lock);
    set_lock(database, F_OFD_SETLK, F_UNLCK, pending_byte, 1, &lock);
    if (result == 0) {
        // A thread that gives way to all others must not do so while the product waits for it. Root may; others stay.
        priority_before = getpriority(PRIO_PROCESS, 0);
        syscall(SYS_setpriority, PRIO_PROCESS, 0, 0);
    }
    return result;
}

void sk_sqlite_unlock(int database) {
    struct flock lock;
    set_lock(database, F_OFD_SETLK, F_UNLCK, pending_byte, 2 + shared_size, &lock);
    syscall(SYS_setpriority, PRIO_PROCESS, 0, priority_before);
}

int sk_sqlite_is_shared(int shared_memory) {
    struct flock lock;
    int result = set_lock(shared_memory, F_OFD_GETLK, F_WRLCK, in_use_byte, 1, &lock);
    return result < 0 ? result : lock.l_type != F_UNLCK;
}

int sk_sqlite_times_are_reliable(int descriptor) {
    // Network and user-space file systems keep times for seconds. Numbers: linux/magic.h and the systems' own sources.
    static const uint32_t remote[] = {
        0x6969 /* NFS */,     0x517B /* SMB */,      0xFE534D42 /* SMB2 */,   0xFF534D42 /* CIFS */,
        0x65735546 /* FUSE */, 0x01021997 /* 9P */,   0x00C36400 /* Ceph */,   0x5346414F /* AFS */,
        0x6B414653 /* kAFS */, 0x01161970 /* GFS2 */, 0x7461636F /* OCFS2 */,  0x0BD00BD0 /* Lustre */,
        0x47504653 /* GPFS */, 0x786F4256 /* vboxsf */,
    };
    struct statfs status;
    if (fstatfs(descriptor, &status) != 0) return -errno;
    for (size_t i = 0; i < sizeof remote / sizeof *remote; i++) {
        if ((uint32_t)status.f_type == remote[i]) return 0;
    }
    return 1;
}

// MARK: - Connections

static int on_progress(void *deadline) {
    return is_over((int64_t)(intptr_t)deadline);
}

void sk_sqlite_set_connection_deadline(sqlite3 *connection, int64_t deadline) {
    sqlite3_progress_handler(connection, 10000, on_progress, (void *)(intptr_t)deadline);
}

void sk_sqlite_guard(sqlite3 *connection, int64_t deadline, int maximum_value, bool may_attach) {
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, NULL);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    // Old definitions may hold "text" in double quotes; our own statements must not, or a misspelt column is a text.
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 1, NULL);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, maximum_value);
    if (!may_attach) sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0);
    sk_sqlite_set_connection_deadline(connection, deadline);
}

void sk_sqlite_end_attaching(sqlite3 *connection) { sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0); }

typedef struct {
    void *context;
    sk_sqlite_redact redact;
    void (*release)(void *);
    int64_t deadline;
    int users;
    int columns;
    uint8_t numbers[];
} redaction;

int sk_integer_digits(int64_t number, char digits[SK_DIGITS]) {
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    return snprintf(digits, SK_DIGITS, "%llu", (unsigned long long)size);
}

int sk_real_digits(double number, char digits[SK_DIGITS]) {
    if (number < 0) number = -number;
    // As it would be written in a text: a whole number has no fraction.
    bool is_whole = number < 1e15 && number == (double)(int64_t)number;
    return snprintf(digits, SK_DIGITS, is_whole ? "%.0f" : "%.15g", number);
}

/// The bytes of a text or BLOB; NULL when there are none.
static const uint8_t *content(sqlite3_value *value, int *count) {
    int type = sqlite3_value_type(value);
    if (type != SQLITE_TEXT && type != SQLITE_BLOB) return NULL;
    const uint8_t *bytes = type == SQLITE_TEXT ? sqlite3_value_text(value) : sqlite3_value_blob(value);
    *count = sqlite3_value_bytes(value);
    return *count == 0 ? NULL : bytes;
}

static int apply(redaction *self, int column, sqlite3_value *key, sqlite3_value *value, sqlite3_context *result) {
    sk_value seen = {.column = column};
    char digits[SK_DIGITS];
    int type = sqlite3_value_type(value);
    bool has_key = sqlite3_value_type(key) != SQLITE_NULL;
    if (has_key && (seen.key = content(key, &seen.key_count)) == NULL) return 0;
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        bool is_seen = has_key || (column >= 0 && column < self->columns && self->numbers[column] != 0);
        if (!is_seen) return 0;
        seen.kind = SK_VALUE_NUMBER;
        seen.bytes = (const uint8_t *)digits;
        seen.count = type == SQLITE_INTEGER ? sk_integer_digits(sqlite3_value_int64(value), digits)
                                            : sk_real_digits(sqlite3_value_double(value), digits);
    } else if (type == SQLITE_TEXT || type == SQLITE_BLOB) {
        seen.kind = type == SQLITE_BLOB ? SK_VALUE_BLOB : SK_VALUE_TEXT;
        seen.bytes = content(value, &seen.count);
    }
    if (seen.count == 0) return 0;
    // SQLite counts its own steps; what a redactor takes for one value is not among them.
    if (is_over(self->deadline)) return -SQLITE_INTERRUPT;
    return seen.bytes == NULL ? -SQLITE_NOMEM : self->redact(self->context, &seen, result);
}

static void scan(sqlite3_context *context, int count, sqlite3_value **values) {
    redaction *self = sqlite3_user_data(context);
    int first = sqlite3_value_int(values[0]);
    int found = 0;
    for (int i = 2; i < count; i++) {
        int changed = apply(self, first + i - 2, values[1], values[i], NULL);
        if (changed < 0) {
            sqlite3_result_error_code(context, -changed);
            return;
        }
        found |= changed;
    }
    sqlite3_result_int(context, found);
}

static void redacted(sqlite3_context *context, int count, sqlite3_value **values) {
    redaction *self = sqlite3_user_data(context);
    int changed = apply(self, sqlite3_value_int(values[0]), values[1], values[count - 1], context);
    if (changed < 0) sqlite3_result_error_code(context, -changed);
    if (changed == 0) sqlite3_result_value(context, values[count - 1]);
}

static void release_redaction(void *pointer) {
    redaction *self = pointer;
    if (--self->users > 0) return;
    self->release(self->context);
    free(self);
}

int sk_sqlite_add_redaction(
    sqlite3 *connection, const uint8_t *numbers, int columns, int64_t deadline, void *context, sk_sqlite_redact redact,
    void (*release)(void *)
) {
    redaction *self = malloc(sizeof *self + (size_t)columns);
    if (self == NULL) {
        release(context);
        return SQLITE_NOMEM;
    }
    self->context = context;
    self->redact = redact;
    self->release = release;
    self->users = 2;
    self->deadline = deadline;
    self->columns = columns;
    if (columns > 0) memcpy(self->numbers, numbers, (size_t)columns);
    int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
    // SQLite calls the destructor even when it refuses the function.
    int first = sqlite3_create_function_v2(
        connection, "sk_scan", -1, flags, self, scan, NULL, NULL, release_redaction);
    int second = sqlite3_create_function_v2(
        connection, "sk_redacted", 3, flags, self, redacted, NULL, NULL, release_redaction);
    return first != SQLITE_OK ? first : second;
}

void sk_sqlite_result(sqlite3_context *result, const uint8_t *bytes, int count, bool is_blob) {
    if (bytes == NULL) bytes = (const uint8_t *)""; // no bytes are not no value
    if (is_blob) sqlite3_result_blob64(result, bytes, (sqlite3_uint64)count, SQLITE_TRANSIENT);
    else sqlite3_result_text64(result, (const char *)bytes, (sqlite3_uint64)count, SQLITE_TRANSIENT, SQLITE_UTF8);
}
