#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sk_shapes.h"

// Short exact texts searched all at once, by an automaton that reads every byte once (Aho and Corasick, 1975).

typedef struct sk_words sk_words;  // immutable once made, may be shared between threads

// Takes `count` texts, none of them empty, which stand one behind the other; of those marked `caseless` ASCII letters
// match in either case. Returns NULL when memory is short or the automaton would exceed 64 MiB.
sk_words *sk_words_make(const uint8_t *texts, const uint32_t *lengths, const bool *caseless, uint32_t count);
void sk_words_free(sk_words *words);

// Scans bytes[0..<length]; every end of every text is a hit, in the order of the ends. Returns SK_SCAN_OK, or
// SK_SCAN_FULL when there was no room for all hits.
int sk_words_scan(const sk_words *words, const uint8_t *bytes, size_t length, sk_hit *hits, size_t capacity,
                  size_t *count);
