#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// PCRE2 on bytes, with every match bounded. A pattern is tried at one place only: it never searches.

typedef struct sk_pattern sk_pattern;          // compiled, immutable, may be shared between threads
typedef struct sk_pattern_room sk_pattern_room;  // working memory of one thread

enum {
    SK_PATTERN_MATCH = 0,
    SK_PATTERN_NO_MATCH = 1,
    SK_PATTERN_FAILED = 2,  // a limit was reached, or the engine failed: nothing is known of the bytes
};

// Compiles an expression in which blanks and comments are ignored; to machine code if `fast` and if the system allows
// it. Returns NULL and fills `message` (always NUL-terminated) on failure.
sk_pattern *sk_pattern_compile(const uint8_t *text, size_t length, bool caseless, bool fast, char *message,
                               size_t capacity);
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
