#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// PCRE2 on bytes, with every match bounded. A pattern is tried at one place only, unless it is compiled for searching.

typedef struct sk_pattern sk_pattern;          // compiled, immutable, may be shared between threads
typedef struct sk_pattern_room sk_pattern_room;  // working memory of one thread

enum {
    SK_PATTERN_MATCH = 0,
    SK_PATTERN_NO_MATCH = 1,
    SK_PATTERN_FAILED = 2,  // a limit was reached, or the engine failed: nothing is known of the bytes
};

enum {
    SK_PATTERN_CASELESS = 1,
    SK_PATTERN_FAST = 2,      // to machine code, if the system allows it
    SK_PATTERN_SPACED = 4,    // blanks and comments in the expression are ignored
    SK_PATTERN_SEARCHES = 8,  // for sk_pattern_search; `.` then stops at line ends, ^ and $ match at each
};

// Compiles an expression. Returns NULL and fills `message` (always NUL-terminated) on failure.
sk_pattern *sk_pattern_compile(const uint8_t *text, size_t length, unsigned flags, char *message, size_t capacity);
void sk_pattern_free(sk_pattern *pattern);
// Whether it was compiled to machine code.
bool sk_pattern_is_fast(const sk_pattern *pattern);

// `limit` bounds the steps of one match. Returns NULL when memory is short.
sk_pattern_room *sk_pattern_room_make(uint32_t limit);
void sk_pattern_room_free(sk_pattern_room *room);

// Tries the pattern at bytes[start]; what stands before is seen by assertions alone. On a match [*from, *to) is what
// its first group matched; the whole match if there is no group or it took no part.
int sk_pattern_try(const sk_pattern *pattern, sk_pattern_room *room, const uint8_t *bytes, size_t length, size_t start,
                   size_t *from, size_t *to);

// Finds the first match at bytes[start] or behind it, and of those that begin there the longest.
int sk_pattern_search(const sk_pattern *pattern, sk_pattern_room *room, const uint8_t *bytes, size_t length,
                      size_t start, size_t *from, size_t *to);
