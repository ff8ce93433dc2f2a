#include "sk_literals.h"

#include <stdlib.h>
#include <string.h>

enum {
    SHORT_WINDOW = 4,
    LONG_WINDOW = 8,
    // Among so many places of a text the window is chosen that the fewest other texts share.
    CHOICES = 16,
    LEAST_BITS = 16,
    MOST_BITS = 22,
};

#define NONE UINT32_MAX

// Texts found by windows of one length.
struct group {
    uint64_t *filter;  // a bit for each hash of 2^(64 - shift)
    unsigned shift;
    uint32_t *heads;  // first text with a hash, of 2^(64 - head_shift)
    unsigned head_shift;
    uint32_t count;
};

struct literal {
    const uint8_t *bytes;
    uint32_t length;
    uint32_t window;  // where the hashed window begins in it
    uint32_t next;    // with the same hash
    bool caseless;
};

struct sk_literals {
    struct group shorts;
    struct group longs;
    struct literal *all;
    uint8_t *texts;
};

static inline uint64_t hash(uint64_t window) {
    return window * UINT64_C(0x9E3779B97F4A7C15);
}

// Setting bit 5 makes letters lower-case, and mixes up a few other bytes: the comparison sorts them out.
static inline uint64_t short_hash(const uint8_t *bytes) {
    uint32_t window;
    memcpy(&window, bytes, sizeof window);
    return hash(window | UINT32_C(0x20202020));
}

static inline uint64_t long_hash(const uint8_t *bytes) {
    uint64_t window;
    memcpy(&window, bytes, sizeof window);
    return hash(window);
}

static inline uint8_t lowered(uint8_t byte) {
    return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
}

static bool group_make(struct group *group, uint32_t count) {
    unsigned bits = LEAST_BITS;
    while (bits < MOST_BITS && (UINT32_C(1) << bits) < count * UINT64_C(128)) {
        bits++;
    }
    unsigned head_bits = 8;
    while (head_bits < 20 && (UINT32_C(1) << head_bits) < count * UINT64_C(4)) {
        head_bits++;
    }
    group->shift = 64 - bits;
    group->head_shift = 64 - head_bits;
    group->filter = calloc((size_t)1 << (bits - 6), sizeof *group->filter);
    group->heads = malloc(((size_t)1 << head_bits) * sizeof *group->heads);
    if (!group->filter || !group->heads) {
        return false;
    }
    memset(group->heads, 0xFF, ((size_t)1 << head_bits) * sizeof *group->heads);
    return true;
}

static uint32_t sharing(const struct sk_literals *literals, uint64_t hash) {
    uint32_t count = 0;
    for (uint32_t i = literals->longs.heads[hash >> literals->longs.head_shift]; i != NONE; i = literals->all[i].next) {
        count++;
    }
    return count;
}

static void add(struct sk_literals *literals, uint32_t index) {
    struct literal *literal = &literals->all[index];
    bool is_long = !literal->caseless && literal->length >= LONG_WINDOW;
    struct group *group = is_long ? &literals->longs : &literals->shorts;
    literal->window = 0;
    if (is_long) {
        uint32_t fewest = NONE;
        for (uint32_t at = 0; at + LONG_WINDOW <= literal->length && at < CHOICES && fewest > 0; at++) {
            uint32_t others = sharing(literals, long_hash(literal->bytes + at));
            if (others < fewest) {
                fewest = others;
                literal->window = at;
            }
        }
    }
    const uint8_t *window = literal->bytes + literal->window;
    uint64_t value = is_long ? long_hash(window) : short_hash(window);
    uint64_t bit = value >> group->shift;
    group->filter[bit >> 6] |= UINT64_C(1) << (bit & 63);
    uint32_t *head = &group->heads[value >> group->head_shift];
    literal->next = *head;
    *head = index;
    group->count++;
}

sk_literals *sk_literals_make(const uint8_t *texts, const uint32_t *lengths, const bool *caseless, uint32_t count) {
    size_t total = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (lengths[i] < SHORT_WINDOW) {
            return NULL;
        }
        total += lengths[i];
    }
    sk_literals *literals = calloc(1, sizeof *literals);
    if (!literals) {
        return NULL;
    }
    literals->texts = malloc(total + 1);
    literals->all = calloc((size_t)count + 1, sizeof *literals->all);
    if (!literals->texts || !literals->all || !group_make(&literals->shorts, count) ||
        !group_make(&literals->longs, count)) {
        sk_literals_free(literals);
        return NULL;
    }
    uint8_t *next = literals->texts;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t at = 0; at < lengths[i]; at++) {
            next[at] = caseless[i] ? lowered(texts[at]) : texts[at];
        }
        literals->all[i] = (struct literal){.bytes = next, .length = lengths[i], .caseless = caseless[i]};
        add(literals, i);
        next += lengths[i];
        texts += lengths[i];
    }
    return literals;
}

void sk_literals_free(sk_literals *literals) {
    if (literals) {
        free(literals->shorts.filter);
        free(literals->shorts.heads);
        free(literals->longs.filter);
        free(literals->longs.heads);
        free(literals->all);
        free(literals->texts);
        free(literals);
    }
}

static bool matches(const struct literal *literal, const uint8_t *bytes) {
    if (!literal->caseless) {
        return memcmp(literal->bytes, bytes, literal->length) == 0;
    }
    for (uint32_t i = 0; i < literal->length; i++) {
        if (lowered(bytes[i]) != literal->bytes[i]) {
            return false;
        }
    }
    return true;
}

struct search {
    const sk_literals *literals;
    const uint8_t *bytes;
    size_t length;
    sk_literal_hit *hits;
    size_t capacity;
    size_t count;
};

// Compares the texts of a hash; false when there is no room for a hit.
static bool compare(struct search *search, const struct group *group, uint64_t hash, size_t at) {
    for (uint32_t i = group->heads[hash >> group->head_shift]; i != NONE; i = search->literals->all[i].next) {
        const struct literal *literal = &search->literals->all[i];
        if (literal->window > at || search->length - (at - literal->window) < literal->length) {
            continue;
        }
        size_t start = at - literal->window;
        if (!matches(literal, search->bytes + start)) {
            continue;
        }
        if (search->count == search->capacity) {
            return false;
        }
        search->hits[search->count++] = (sk_literal_hit){.literal = i, .start = (uint32_t)start};
    }
    return true;
}

static inline bool may_be(const struct group *group, uint64_t hash) {
    uint64_t bit = hash >> group->shift;
    return group->filter[bit >> 6] >> (bit & 63) & 1;
}

// Looks at one place; false when there is no room for its hits.
static bool look(struct search *search, size_t at) {
    const struct sk_literals *literals = search->literals;
    size_t before = search->count;
    bool has_room = true;
    if (literals->shorts.count > 0 && search->length - at >= SHORT_WINDOW) {
        uint64_t value = short_hash(search->bytes + at);
        has_room = !may_be(&literals->shorts, value) || compare(search, &literals->shorts, value, at);
    }
    if (has_room && literals->longs.count > 0 && search->length - at >= LONG_WINDOW) {
        uint64_t value = long_hash(search->bytes + at);
        has_room = !may_be(&literals->longs, value) || compare(search, &literals->longs, value, at);
    }
    // All hits of a place, or none: the search goes on with it.
    if (!has_room && before > 0) {
        search->count = before;
    }
    return has_room;
}

size_t sk_literals_scan(const sk_literals *literals, const uint8_t *bytes, size_t length, size_t *from, size_t to,
                        sk_literal_hit *hits, size_t capacity) {
    struct search search = {
        .literals = literals, .bytes = bytes, .length = length, .hits = hits, .capacity = capacity};
    if (to > length) {
        to = length;
    }
    size_t at = *from;
    // In the middle both windows fit: the two tables are asked without a branch until one says yes.
    size_t quick = length < LONG_WINDOW ? 0 : length - LONG_WINDOW + 1;
    quick = quick < to ? quick : to;
    const struct group shorts = literals->shorts;
    const struct group longs = literals->longs;
    while (at < to) {
        if (longs.count > 0) {
            while (at < quick && !(may_be(&shorts, short_hash(bytes + at)) | may_be(&longs, long_hash(bytes + at)))) {
                at++;
            }
        } else {
            // Four places a round, each independent of the others.
            while (at + 4 <= quick &&
                   !(may_be(&shorts, short_hash(bytes + at)) | may_be(&shorts, short_hash(bytes + at + 1)) |
                     may_be(&shorts, short_hash(bytes + at + 2)) | may_be(&shorts, short_hash(bytes + at + 3)))) {
                at += 4;
            }
            while (at < quick && !may_be(&shorts, short_hash(bytes + at))) {
                at++;
            }
        }
        if (at >= to) {
            break;
        }
        if (!look(&search, at)) {
            // More texts at one place than there is room for would never end; those that fit must do.
            *from = search.count == capacity && at == *from ? at + 1 : at;
            return search.count;
        }
        at++;
    }
    *from = to;
    return search.count;
}
