#pragma once
#include "sk_sqlite.h"
#include <stdbool.h>
#include <stdint.h>

// The pages of an SQLite database, read without SQLite: what is stored in them and what merely lies in them.
// Format: https://www.sqlite.org/fileformat2.html. Whatever is not plainly as described there counts as odd; SQLite
// itself must then decide.

/// A database file in which nobody writes meanwhile and whose log, if it has one, is empty; and what is known of each page:
/// two bytes of memory.
typedef struct sk_pages sk_pages;

/// The file, one of `files` or not, stays the caller's, as do those. NULL when its header is not one that is read here, or errno for a failure, which is 0
/// otherwise. Reading ends at `deadline` (nanoseconds of the monotonic clock) and after a signal.
sk_pages *sk_pages_create(const sk_sqlite_files *files, int descriptor, int64_t deadline);
void sk_pages_free(sk_pages *pages);

/// Sees a value of a record that is not empty.
typedef void (*sk_pages_see)(void *context, const sk_value *value);

/// Two values of a record: the first says what the second is.
typedef struct {
    int key, value;
} sk_pages_pair;

/// A tree and the form of its records.
typedef struct {
    uint32_t root;
    /// An index; otherwise a table with row numbers.
    bool is_index;
    /// Fewest and most values of a record.
    int minimum, maximum;
    /// For each of `maximum` values whether it must not be NULL.
    const uint8_t *required;
    /// For each of them whether numbers are seen as well as texts and BLOBs.
    const uint8_t *numbers;
    /// Values that are seen once more, each with its key, whatever is stored in them.
    const sk_pages_pair *pairs;
    int pair_count;
    /// NULL: nobody looks at the values.
    sk_pages_see see;
    void *context;
} sk_pages_tree;

enum {
    SK_PAGES_SOUND = 0,
    /// Damaged, or not read here.
    SK_PAGES_ODD = 1,
    /// The deadline passed, or a signal came.
    SK_PAGES_OVER = 2,
};

/// Walks a tree from its root and checks all that `PRAGMA quick_check` would: every page once, cells that neither overlap
/// nor leave room unaccounted for, row numbers in order, records as long as they say, overflow chains. SK_PAGES_…, or
/// -errno of a failed read.
int sk_pages_walk(sk_pages *pages, const sk_pages_tree *tree);

/// Walks the list of free pages; every page must now be accounted for. SK_PAGES_…, or -errno.
int sk_pages_finish(sk_pages *pages);

/// Bytes of the file, a multiple of its page size; and those of them in free pages.
int64_t sk_pages_size(const sk_pages *pages);
int64_t sk_pages_unused(const sk_pages *pages);

/// Reads `count` bytes at `offset`, both multiples of 64 KiB but for the end, with zeros for everything that belongs to
/// no record: free pages, free blocks, gaps, tails; and without the mark of a database with a log. After sk_pages_finish
/// only. 0, SK_PAGES_ODD when the file is not what it was, or -errno.
int sk_pages_read(sk_pages *pages, uint8_t *bytes, int64_t count, int64_t offset);
