#include "sk_words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CELLS = 16 << 20 };

#define NONE UINT32_MAX

struct word {
    const uint8_t *bytes;
    uint32_t length;
    uint32_t next;  // another text with the same letters, or NONE
    bool caseless;
};

struct sk_words {
    uint8_t classes[256];  // of a byte, its letters folded; 0 for bytes that no text has
    unsigned class_count;
    uint32_t *moves;    // by state and class
    uint32_t *first;    // of a state: the first text that ends there, or NONE
    uint32_t *shorter;  // of a state: the nearest state of a shorter ending at which a text ends, or 0
    struct word *all;
    uint8_t *texts;
};

static inline uint8_t lowered(uint8_t byte) {
    return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
}

void sk_words_free(sk_words *words) {
    if (words) {
        free(words->moves);
        free(words->first);
        free(words->shorter);
        free(words->all);
        free(words->texts);
        free(words);
    }
}

static void number_classes(sk_words *words, size_t total) {
    words->class_count = 1;
    for (size_t i = 0; i < total; i++) {
        uint8_t byte = lowered(words->texts[i]);
        if (words->classes[byte] == 0) {
            words->classes[byte] = (uint8_t)words->class_count++;
        }
    }
    for (int upper = 'A'; upper <= 'Z'; upper++) {
        words->classes[upper] = words->classes[lowered((uint8_t)upper)];
    }
}

// Builds the tree of all texts; returns the number of states.
static uint32_t grow(sk_words *words, uint32_t count) {
    uint32_t states = 1;
    for (uint32_t index = 0; index < count; index++) {
        uint32_t state = 0;
        for (uint32_t i = 0; i < words->all[index].length; i++) {
            uint32_t *move = &words->moves[state * words->class_count + words->classes[words->all[index].bytes[i]]];
            if (*move == 0) {
                *move = states++;
            }
            state = *move;
        }
        words->all[index].next = words->first[state];
        words->first[state] = index;
    }
    return states;
}

// Adds the moves for bytes that do not go on: to the longest ending that some text begins with.
static bool link_endings(sk_words *words, uint32_t states) {
    uint32_t *fallback = calloc(states, sizeof *fallback);
    uint32_t *queue = malloc(states * sizeof *queue);
    bool done = fallback && queue;
    uint32_t head = 0;
    uint32_t tail = 0;
    for (unsigned class = 1; done && class < words->class_count; class++) {
        if (words->moves[class] != 0) {
            queue[tail++] = words->moves[class];
        }
    }
    while (done && head < tail) {
        uint32_t state = queue[head++];
        uint32_t shorter = fallback[state];
        words->shorter[state] = words->first[shorter] != NONE ? shorter : words->shorter[shorter];
        for (unsigned class = 0; class < words->class_count; class++) {
            uint32_t *move = &words->moves[state * words->class_count + class];
            uint32_t otherwise = words->moves[shorter * words->class_count + class];
            if (*move == 0) {
                *move = otherwise;
            } else {
                fallback[*move] = otherwise;
                queue[tail++] = *move;
            }
        }
    }
    free(fallback);
    free(queue);
    return done;
}

sk_words *sk_words_make(const uint8_t *texts, const uint32_t *lengths, const bool *caseless, uint32_t count) {
    size_t total = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (lengths[i] == 0) {
            return NULL;
        }
        total += lengths[i];
    }
    sk_words *words = calloc(1, sizeof *words);
    if (!words) {
        return NULL;
    }
    words->texts = malloc(total + 1);
    words->all = calloc(count + 1, sizeof *words->all);
    words->first = malloc((total + 1) * sizeof *words->first);
    words->shorter = calloc(total + 1, sizeof *words->shorter);
    bool done = words->texts && words->all && words->first && words->shorter;
    if (done) {
        memcpy(words->texts, texts, total);
        number_classes(words, total);
        for (size_t i = 0; i <= total; i++) {
            words->first[i] = NONE;
        }
        const uint8_t *next = words->texts;
        for (uint32_t i = 0; i < count; i++) {
            words->all[i] = (struct word){.bytes = next, .length = lengths[i], .next = NONE, .caseless = caseless[i]};
            next += lengths[i];
        }
        done = (total + 1) * words->class_count <= MOST_CELLS;
    }
    if (done) {
        words->moves = calloc((total + 1) * words->class_count, sizeof *words->moves);
        done = words->moves && link_endings(words, grow(words, count));
    }
    if (!done) {
        sk_words_free(words);
        return NULL;
    }
    return words;
}

int sk_words_scan(const sk_words *words, const uint8_t *bytes, size_t length, sk_hit *hits, size_t capacity,
                  size_t *count) {
    uint32_t state = 0;
    *count = 0;
    for (size_t i = 0; i < length; i++) {
        state = words->moves[state * words->class_count + words->classes[bytes[i]]];
        uint32_t at = words->first[state] != NONE ? state : words->shorter[state];
        for (; at != 0; at = words->shorter[at]) {
            for (uint32_t index = words->first[at]; index != NONE; index = words->all[index].next) {
                const struct word *word = &words->all[index];
                if (!word->caseless && memcmp(bytes + i + 1 - word->length, word->bytes, word->length) != 0) {
                    continue;
                }
                if (*count == capacity) {
                    return SK_SCAN_FULL;
                }
                hits[(*count)++] = (sk_hit){.shape = index, .start = 0, .end = (uint32_t)(i + 1)};
            }
        }
    }
    return SK_SCAN_OK;
}
