#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Many exact texts searched at once: a table of hashed windows of four or eight bytes says at which places one of them
// may stand, and only there bytes are compared. Linear in the text, whatever the number of texts.

typedef struct sk_literals sk_literals;  // immutable once made, may be shared between threads

typedef struct {
    uint32_t literal;  // index of the text
    uint32_t start;    // where it begins
} sk_literal_hit;

// Takes `count` texts of at least four bytes, which stand one behind the other; of those marked `caseless` ASCII
// letters match in either case. Returns NULL when memory is short, or a text is too short.
sk_literals *sk_literals_make(const uint8_t *texts, const uint32_t *lengths, const bool *caseless, uint32_t count);
void sk_literals_free(sk_literals *literals);

// Finds the texts in bytes[0..<length] whose window is at *from or behind it, and before `to`. Stops when `capacity`
// hits are there; *from is then where to go on, otherwise `to`. A text may be reported again at such a seam.
// Returns the number of hits, which are in the order of their windows.
size_t sk_literals_scan(const sk_literals *literals, const uint8_t *bytes, size_t length, size_t *from, size_t to,
                        sk_literal_hit *hits, size_t capacity);
