#pragma once
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

// SQLite over descriptors instead of names, so that neither a product's data gets a name nor its directory a new file.

/// Nanoseconds of the monotonic clock.
int64_t sk_monotonic_now(void);

/// Two SQLite file systems with one deadline.
///
/// The private one knows no names: "/7" is descriptor 7, and everything SQLite wants beside it (journal, log, temporary
/// file) is anonymous. The live one is the system's own, cut down to reading: nothing is created, written or deleted.
typedef struct sk_sqlite_files sk_sqlite_files;

/// Registers both. NULL with errno; ENOTSUP when this SQLite does not understand URI names.
/// `scratch` is the directory of anonymous files; where it has none, they are kept in memory, `memory_limit` bytes each.
sk_sqlite_files *sk_sqlite_files_create(const char *scratch, int64_t memory_limit, int64_t deadline);

/// Takes both back. Refused (false) while a file is open in one of them: the memory is then leaked rather than reused.
bool sk_sqlite_files_free(sk_sqlite_files *files);

/// Names for the `vfs` parameter of a URI.
const char *sk_sqlite_private_name(const sk_sqlite_files *files);
const char *sk_sqlite_live_name(const sk_sqlite_files *files);

/// Moves the deadline: nanoseconds of the monotonic clock.
void sk_sqlite_set_deadline(sk_sqlite_files *files, int64_t deadline);

/// The errno of the first anonymous file or write that failed, or 0.
int sk_sqlite_scratch_error(const sk_sqlite_files *files);

/// Enciphers bytes in place, or deciphers them: both are the same. `turn` says which bytes of the key are used, and is new
/// for every `count` of at most 4096 bytes that are written. Whether it could.
typedef bool (*sk_sqlite_cipher)(void *context, uint32_t turn, uint8_t *bytes, int count);

/// From now on every anonymous file holds cipher text only. Before the first one is made.
void sk_sqlite_seal(sk_sqlite_files *files, sk_sqlite_cipher cipher, void *context);

/// Reads up to `count` plain bytes of a file, anonymous or not. Their number, or -errno.
int64_t sk_sqlite_read(const sk_sqlite_files *files, int descriptor, uint8_t *bytes, int64_t count, int64_t offset);

/// Writes plain bytes into an anonymous file. 0 or -errno.
int sk_sqlite_write(sk_sqlite_files *files, int descriptor, const uint8_t *bytes, int64_t count, int64_t offset);

/// A new anonymous file. A descriptor, or -errno.
int sk_sqlite_anonymous(sk_sqlite_files *files);

/// The next connection to descriptor `database` of the private file system finds this log and this hot journal
/// beside it; -1: none. They stay the caller's, to be closed after the connection.
void sk_sqlite_set_companions(sk_sqlite_files *files, int database, int log, int journal);

/// Copies `count` bytes from the beginning of `from` over `to`, which is cut or grown to that size; bytes beyond the end
/// of `from` are left out. 0, -ETIME past `deadline`, -EINTR after a signal, or -errno; -EIO is a failure of `from`.
int sk_sqlite_copy(sk_sqlite_files *files, int from, int to, int64_t count, int64_t deadline);

/// Whether some process holds or awaits the write locks of a database with a rollback journal. 1, 0, or -errno.
int sk_sqlite_is_written(int database);

/// Whether some process has begun to write, so that a journal is its own and not left over. 1, 0, or -errno.
int sk_sqlite_is_reserved(int database);

/// Takes SQLite's SHARED lock; this thread has an ordinary priority while it holds it, if it may. 0, -EAGAIN when the
/// lock is not free, or -errno.
int sk_sqlite_lock(int database);

/// Gives the SHARED lock back.
void sk_sqlite_unlock(int database);

/// Whether some process uses a write-ahead log by this shared-memory file. 1, 0, or -errno.
int sk_sqlite_is_shared(int shared_memory);

/// 1 when the file's times can be trusted to tell that it changed, 0 on a network or user-space file system, or -errno.
int sk_sqlite_times_are_reliable(int descriptor);

/// Settings for a database made by strangers; variadic or callback functions that Swift cannot call.
/// Cut after `deadline` or a signal; values longer than `maximum_value` bytes are refused.
void sk_sqlite_guard(sqlite3 *connection, int64_t deadline, int maximum_value, bool may_attach);

/// Moves the deadline of sk_sqlite_guard.
void sk_sqlite_set_connection_deadline(sqlite3 *connection, int64_t deadline);

/// Refuses every further database in this connection.
void sk_sqlite_end_attaching(sqlite3 *connection);

/// How a value is stored.
typedef enum { SK_VALUE_TEXT, SK_VALUE_BLOB, SK_VALUE_NUMBER } sk_value_kind;

/// A value as a redactor sees it.
typedef struct {
    /// Its number in the record, or the one given in SQL.
    int column;
    sk_value_kind kind;
    /// Whole: a NUL does not end it. Of a number the digits, without its sign.
    const uint8_t *bytes;
    int count;
    /// The text or BLOB of the same row that says what the value is; NULL where none is known.
    const uint8_t *key;
    int key_count;
} sk_value;

/// Room for the digits of a number.
enum { SK_DIGITS = 32 };

/// Writes the digits of a number, and returns how many there are.
int sk_integer_digits(int64_t number, char digits[SK_DIGITS]);
int sk_real_digits(double number, char digits[SK_DIGITS]);

/// Sees one value that is not empty. Gives its replacement to `result` unless that is NULL, and returns whether there is
/// one.
typedef int (*sk_sqlite_redact)(void *context, const sk_value *value, sqlite3_context *result);

/// Adds sk_scan(column, key, value, ...): whether a value would change, the columns numbered from `column`; and
/// sk_redacted(column, key, value): the value or its replacement. Numbers are seen where there is a key, and in the columns
/// for which `numbers`, copied, is not 0. An SQLite result code; nothing is shown to `redact` after the deadline;
/// `release` is called once for `context` in any case.
int sk_sqlite_add_redaction(
    sqlite3 *connection, const uint8_t *numbers, int columns, int64_t deadline, void *context, sk_sqlite_redact redact,
    void (*release)(void *));

/// Gives a replacement, copied.
void sk_sqlite_result(sqlite3_context *result, const uint8_t *bytes, int count, bool is_blob);
