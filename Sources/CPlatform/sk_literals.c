#include "sk_literals.h"

#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum {
    SHORT_WINDOW = 4,
    LONG_WINDOW = 8,
    // Among so many places of a text the window is chosen that the fewest other texts share.
    CHOICES = 16,
    MOST_WITH_NIBBLES = 2000,
    FIRSTS_SHIFT = 64 - 17,
    // Windows are told apart by sets of nibbles, eight sets a vector. With fewer, hundreds of windows let too much pass.
    HALVES = 2,
    SETS = 8 * HALVES,
    // Places that are looked at together.
    GROUP = 128,
    LEAST_BITS = 18,
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

// Whether a literal's window may begin at a place, by four nibble pairs at once: eight sets of windows, a bit each. The
// form of search is that of "Teddy" in Hyperscan and Rust's aho-corasick.
struct nibbles {
    uint8_t low[SHORT_WINDOW][16];
    uint8_t high[SHORT_WINDOW][16];
};


struct sk_literals {
    struct nibbles nibbles[HALVES];
    // How often a byte of a log passes, for each set and place; and all places of a set.
    float passing[SETS][SHORT_WINDOW];
    float product[SETS];
    // A bit for each hash of a window's first bytes, short or long: one look tells nearly all strangers.
    uint64_t *firsts;
    // With more texts than this nearly every place may be one.
    bool has_nibbles;
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

// How often a byte of a log is this one, bit 5 being set, about, in thousandths.
static float frequency(uint8_t byte) {
    static const uint8_t letters[] = {38, 8, 19, 24, 60, 14, 12, 20, 38, 2, 5, 28, 17,
                                      36, 38, 15, 2, 34, 34, 42, 16, 7, 9, 3, 12, 2};
    if (byte >= 'a' && byte <= 'z') return letters[byte - 'a'];
    if (byte >= '0' && byte <= '9') return 30;
    return byte == ' ' ? 120 : byte > ' ' && byte < 0x7F ? 10 : 2;
}

// How much more often a byte passes a pair of nibble sets when one more belongs to them.
static float gain(const struct nibbles *nibbles, unsigned at, unsigned bit, uint8_t byte) {
    bool has_low = nibbles->low[at][byte & 15] >> bit & 1;
    bool has_high = nibbles->high[at][byte >> 4] >> bit & 1;
    float sum = has_low && has_high ? 0 : frequency(byte);
    for (unsigned i = 0; i < 16; i++) {
        if (!has_high && i != (byte & 15u) && (nibbles->low[at][i] >> bit & 1))
            sum += frequency((uint8_t)((byte & 0xF0) | i));
        if (!has_low && i != byte >> 4 && (nibbles->high[at][i] >> bit & 1))
            sum += frequency((uint8_t)(i << 4 | (byte & 15)));
    }
    return sum;
}

// Adds a window to the set that lets the fewest more strangers through.
static void add_nibbles(struct sk_literals *literals, const uint8_t *window) {
    unsigned best = 0;
    float least = -1;
    for (unsigned set = 0; set < SETS; set++) {
        float after = 1;
        for (unsigned at = 0; at < SHORT_WINDOW; at++)
            after *= literals->passing[set][at] + gain(&literals->nibbles[set / 8], at, set % 8, window[at] | 0x20);
        if (least < 0 || after - literals->product[set] < least) {
            least = after - literals->product[set];
            best = set;
        }
    }
    literals->product[best] += least;
    struct nibbles *nibbles = &literals->nibbles[best / 8];
    for (unsigned at = 0; at < SHORT_WINDOW; at++) {
        // As in the hash of short windows, bit 5 is set: more may pass, and none is missed.
        uint8_t byte = window[at] | 0x20;
        literals->passing[best][at] += gain(nibbles, at, best % 8, byte);
        nibbles->low[at][byte & 15] |= (uint8_t)(1u << best % 8);
        nibbles->high[at][byte >> 4] |= (uint8_t)(1u << best % 8);
    }
}

// The place of the window that logs hold the least often.
static uint32_t rarest(const uint8_t *bytes, uint32_t length) {
    uint32_t best = 0;
    float least = -1;
    for (uint32_t at = 0; at + SHORT_WINDOW <= length && at < CHOICES; at++) {
        float product = 1;
        for (unsigned i = 0; i < SHORT_WINDOW; i++) product *= frequency(bytes[at + i] | 0x20);
        if (least < 0 || product < least) {
            least = product;
            best = at;
        }
    }
    return best;
}

static void add(struct sk_literals *literals, uint32_t index) {
    struct literal *literal = &literals->all[index];
    bool is_long = !literal->caseless && literal->length >= LONG_WINDOW;
    struct group *group = is_long ? &literals->longs : &literals->shorts;
    literal->window = is_long ? 0 : rarest(literal->bytes, literal->length);
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
    if (literals->has_nibbles) {
        add_nibbles(literals, window);
        uint64_t first = short_hash(window) >> FIRSTS_SHIFT;
        literals->firsts[first >> 6] |= UINT64_C(1) << (first & 63);
    }
    uint64_t value = is_long ? long_hash(window) : short_hash(window);
    uint64_t bit = value >> group->shift;
    group->filter[bit >> 6] |= UINT64_C(1) << (bit & 63);
    uint32_t *head = &group->heads[value >> group->head_shift];
    literal->next = *head;
    *head = index;
    group->count++;
}

static inline bool may_be(const struct group *group, uint64_t hash) {
    uint64_t bit = hash >> group->shift;
    return group->filter[bit >> 6] >> (bit & 63) & 1;
}

#if defined(__x86_64__)
static bool has_vectors(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
}

// A bit for each of the 32 places at which a text may begin.
__attribute__((target("avx2,bmi,popcnt"), always_inline)) static inline uint32_t candidates(
    const __m256i low[HALVES][SHORT_WINDOW], const __m256i high[HALVES][SHORT_WINDOW], const uint8_t *bytes) {
    const __m256i lower = _mm256_set1_epi8(0x20);
    const __m256i mask = _mm256_set1_epi8(15);
    __m256i one = _mm256_set1_epi8(-1);
    __m256i other = one;
    for (unsigned i = 0; i < SHORT_WINDOW; i++) {
        __m256i window = _mm256_or_si256(_mm256_loadu_si256((const __m256i *)(bytes + i)), lower);
        __m256i lows = _mm256_and_si256(window, mask);
        __m256i highs = _mm256_and_si256(_mm256_srli_epi16(window, 4), mask);
        one = _mm256_and_si256(
            one, _mm256_and_si256(_mm256_shuffle_epi8(low[0][i], lows), _mm256_shuffle_epi8(high[0][i], highs)));
        other = _mm256_and_si256(
            other, _mm256_and_si256(_mm256_shuffle_epi8(low[1][i], lows), _mm256_shuffle_epi8(high[1][i], highs)));
    }
    __m256i none = _mm256_cmpeq_epi8(_mm256_or_si256(one, other), _mm256_setzero_si256());
    return ~(uint32_t)_mm256_movemask_epi8(none);
}

// The first place from `at` on where a text may begin; where the search ended, less than 32 places before `end`, if none.
__attribute__((target("avx2,bmi,popcnt"))) static size_t skip(const struct sk_literals *literals, const uint8_t *bytes,
                                                              size_t at, size_t end) {
    __m256i low[HALVES][SHORT_WINDOW];
    __m256i high[HALVES][SHORT_WINDOW];
    for (unsigned half = 0; half < HALVES; half++) {
        const struct nibbles *nibbles = &literals->nibbles[half];
        for (unsigned i = 0; i < SHORT_WINDOW; i++) {
            low[half][i] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)nibbles->low[i]));
            high[half][i] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)nibbles->high[i]));
        }
    }
    const uint64_t *firsts = literals->firsts;
    const struct group shorts = literals->shorts;
    const struct group longs = literals->longs;
    // Every place before `end` has the bytes of a long window behind it, so the loads stay within the text. The places
    // of several vectors are looked at together: a loop that ends elsewhere each time costs more than what it does.
    uint8_t places[GROUP + 4];
    size_t step;
    for (; at + 32 <= end; at += step) {
        step = at + GROUP <= end ? GROUP : 32;
        size_t count = 0;
        for (unsigned vector = 0; vector < step; vector += 32) {
            uint32_t some = candidates(low, high, bytes + at + vector);
            uint32_t total = (uint32_t)__builtin_popcount(some);
            for (uint32_t round = 0; round < total; round += 4) {
                for (unsigned i = 0; i < 4; i++) {
                    places[count + round + i] = (uint8_t)(vector + _tzcnt_u32(some));
                    some = _blsr_u32(some);
                }
            }
            count += total;
        }
        for (size_t i = 0; i < count; i++) {
            const uint8_t *place = bytes + at + places[i];
            uint64_t value = short_hash(place);
            uint64_t first = value >> FIRSTS_SHIFT;
            if ((firsts[first >> 6] >> (first & 63) & 1) &&
                (may_be(&shorts, value) || may_be(&longs, long_hash(place)))) {
                return at + places[i];
            }
        }
    }
    return at;
}
#else
static bool has_vectors(void) {
    return false;
}

static size_t skip(const struct sk_literals *literals, const uint8_t *bytes, size_t at, size_t end) {
    (void)literals, (void)bytes, (void)end;
    return at;
}
#endif

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
    literals->firsts = calloc((size_t)1 << (64 - FIRSTS_SHIFT - 6), sizeof *literals->firsts);
    if (!literals->texts || !literals->all || !literals->firsts || !group_make(&literals->shorts, count) ||
        !group_make(&literals->longs, count)) {
        sk_literals_free(literals);
        return NULL;
    }
    literals->has_nibbles = count <= MOST_WITH_NIBBLES && has_vectors();
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
        free(literals->firsts);
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
        if (literals->has_nibbles) {
            at = skip(literals, bytes, at, quick);
            while (at < quick && !may_be(&shorts, short_hash(bytes + at)) && !may_be(&longs, long_hash(bytes + at))) {
                at++;
            }
        } else if (longs.count > 0) {
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
