#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Hyperscan in block mode; without start of match, the one form that stays at memory speed, unless it is asked for.

typedef struct sk_shapes sk_shapes;    // compiled, immutable, may be shared between threads
typedef struct sk_scratch sk_scratch;  // working memory of one thread

typedef struct {
    uint32_t shape;  // index of the pattern
    uint32_t start;  // offset of the match; 0 unless the pattern was compiled with SK_SHAPE_SPAN
    uint32_t end;    // offset just behind the match
} sk_hit;

enum {
    SK_SCAN_OK = 0,
    SK_SCAN_FULL = 1,  // the buffer for hits was too small; the hits in it are valid
    SK_SCAN_FAILED = 2,
};

enum {
    SK_SHAPE_CASELESS = 1,  // letters match in either case
    SK_SHAPE_SPAN = 2,      // hits have their start, and ^ and $ match at every line end
};

// Whether Hyperscan is linked and this processor can run it.
bool sk_shapes_available(void);

// Compiles `count` patterns, which stand one behind the other: regular expressions, each with its `flags`, or, if
// `flags` is NULL, exact byte strings.
// Returns NULL and fills `message` (always NUL-terminated) on failure.
sk_shapes *sk_shapes_compile(const uint8_t *patterns, const uint32_t *lengths, const uint8_t *flags, uint32_t count,
                             char *message, size_t capacity);
void sk_shapes_free(sk_shapes *shapes);

// Returns NULL when memory is short or the database does not fit the library.
sk_scratch *sk_scratch_make(sk_shapes *shapes);

/// Gives it back, before its shapes are freed.
void sk_scratch_free(sk_scratch *scratch);

// Scans bytes[0..<length]; every end of every match is a hit. Never calls back into the caller.
int sk_scan(const sk_shapes *shapes, sk_scratch *scratch, const uint8_t *bytes, size_t length, sk_hit *hits,
            size_t capacity, size_t *count);

// Counts the line ends in bytes[start..<end] of `length`: LF, CR without LF behind it and NUL, or NUL alone. If there
// are any, `*next` is the offset behind the last one.
long sk_count_lines(const uint8_t *bytes, long length, long start, long end, bool only_nul, long *next);

// The offset behind the first LF or CR at bytes[start] or behind it before which `letters` bytes of base 64 stand; -1 if
// there is none.
long sk_base64_line(const uint8_t *bytes, long length, long start, long letters);
