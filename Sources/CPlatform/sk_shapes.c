#define _GNU_SOURCE
#include "sk_shapes.h"

#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say(char *message, size_t capacity, const char *text) {
    if (capacity > 0) {
        snprintf(message, capacity, "%s", text);
    }
}

#ifdef SK_WITHOUT_HYPERSCAN

bool sk_shapes_available(void) {
    return false;
}

sk_shapes *sk_shapes_compile(const uint8_t *patterns, const uint32_t *lengths, const uint8_t *flags, uint32_t count,
                             char *message, size_t capacity) {
    (void)patterns, (void)lengths, (void)flags, (void)count;
    say(message, capacity, "built without Hyperscan");
    return NULL;
}

void sk_shapes_free(sk_shapes *shapes) {
    (void)shapes;
}

sk_scratch *sk_scratch_make(const sk_shapes *shapes) {
    (void)shapes;
    return NULL;
}

void sk_scratch_free(sk_scratch *scratch) {
    (void)scratch;
}

int sk_scan(const sk_shapes *shapes, sk_scratch *scratch, const uint8_t *bytes, size_t length, sk_hit *hits,
            size_t capacity, size_t *count) {
    (void)shapes, (void)scratch, (void)bytes, (void)length, (void)hits, (void)capacity;
    *count = 0;
    return SK_SCAN_FAILED;
}

#else

#include <hs/hs.h>

struct sk_shapes {
    hs_database_t *database;
    // One that is not in use, for the next text: to make one takes as long as to search some ten thousand bytes.
    _Atomic(sk_scratch *) spare;
};

struct sk_scratch {
    sk_shapes *owner;
    hs_scratch_t *memory;
};

bool sk_shapes_available(void) {
    return hs_valid_platform() == HS_SUCCESS;
}

static unsigned hyperscan_flags(uint8_t flags) {
    return (flags & SK_SHAPE_CASELESS ? HS_FLAG_CASELESS : 0) |
           (flags & SK_SHAPE_SPAN ? HS_FLAG_SOM_LEFTMOST | HS_FLAG_MULTILINE : 0);
}

sk_shapes *sk_shapes_compile(const uint8_t *patterns, const uint32_t *lengths, const uint8_t *flags, uint32_t count,
                             char *message, size_t capacity) {
    say(message, capacity, "out of memory");
    if (count == 0) {
        say(message, capacity, "no patterns");
        return NULL;
    }
    if (hs_valid_platform() != HS_SUCCESS) {
        say(message, capacity, "this processor lacks SSSE3");
        return NULL;
    }

    size_t total = 0;
    for (uint32_t i = 0; i < count; i++) {
        total += (size_t)lengths[i] + 1;
    }
    char *text = malloc(total);
    const char **expressions = calloc(count, sizeof *expressions);
    unsigned *options = calloc(count, sizeof *options);
    unsigned *ids = calloc(count, sizeof *ids);
    size_t *sizes = calloc(count, sizeof *sizes);
    sk_shapes *shapes = calloc(1, sizeof *shapes);

    hs_compile_error_t *error = NULL;
    hs_error_t result = HS_NOMEM;
    if (text && expressions && options && ids && sizes && shapes) {
        char *next = text;
        for (uint32_t i = 0; i < count; i++) {
            memcpy(next, patterns, lengths[i]);
            next[lengths[i]] = '\0';
            expressions[i] = next;
            sizes[i] = lengths[i];
            ids[i] = i;
            options[i] = flags ? hyperscan_flags(flags[i]) : 0;
            next += lengths[i] + 1;
            patterns += lengths[i];
        }
        result = flags ? hs_compile_multi(expressions, options, ids, count, HS_MODE_BLOCK, NULL, &shapes->database,
                                             &error)
                          : hs_compile_lit_multi(expressions, options, ids, sizes, count, HS_MODE_BLOCK, NULL,
                                                 &shapes->database, &error);
    }
    if (error) {
        if (error->expression >= 0) {
            snprintf(message, capacity, "pattern %d: %s", error->expression, error->message);
        } else {
            say(message, capacity, error->message);
        }
        hs_free_compile_error(error);
    }
    free(text);
    free(expressions);
    free(options);
    free(ids);
    free(sizes);
    if (result != HS_SUCCESS) {
        free(shapes);
        return NULL;
    }
    return shapes;
}

static void destroy(sk_scratch *scratch) {
    if (scratch) {
        hs_free_scratch(scratch->memory);
        free(scratch);
    }
}

void sk_shapes_free(sk_shapes *shapes) {
    if (shapes) {
        destroy(atomic_load(&shapes->spare));
        hs_free_database(shapes->database);
        free(shapes);
    }
}

sk_scratch *sk_scratch_make(sk_shapes *shapes) {
    sk_scratch *scratch = atomic_exchange(&shapes->spare, NULL);
    if (scratch) {
        return scratch;
    }
    scratch = calloc(1, sizeof *scratch);
    if (scratch) {
        scratch->owner = shapes;
    }
    if (scratch && hs_alloc_scratch(shapes->database, &scratch->memory) != HS_SUCCESS) {
        free(scratch);
        return NULL;
    }
    return scratch;
}

void sk_scratch_free(sk_scratch *scratch) {
    sk_scratch *none = NULL;
    if (scratch && !atomic_compare_exchange_strong(&scratch->owner->spare, &none, scratch)) {
        destroy(scratch);
    }
}

struct collection {
    sk_hit *hits;
    size_t capacity;
    size_t count;
};

static int collect(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    (void)flags;
    struct collection *found = context;
    if (found->count == found->capacity) {
        return 1;
    }
    found->hits[found->count++] = (sk_hit){.shape = id, .start = (uint32_t)from, .end = (uint32_t)to};
    return 0;
}

int sk_scan(const sk_shapes *shapes, sk_scratch *scratch, const uint8_t *bytes, size_t length, sk_hit *hits,
            size_t capacity, size_t *count) {
    *count = 0;
    if (length == 0) {
        return SK_SCAN_OK;
    }
    if (length > UINT_MAX) {
        return SK_SCAN_FAILED;
    }
    struct collection found = {.hits = hits, .capacity = capacity};
    hs_error_t result =
        hs_scan(shapes->database, (const char *)bytes, (unsigned)length, 0, scratch->memory, collect, &found);
    *count = found.count;
    switch (result) {
    case HS_SUCCESS:
        return SK_SCAN_OK;
    case HS_SCAN_TERMINATED:
        return SK_SCAN_FULL;
    default:
        return SK_SCAN_FAILED;
    }
}

#endif

static bool ends_line(const uint8_t *bytes, long length, long index, bool only_nul) {
    uint8_t byte = bytes[index];
    if (only_nul || byte == 0) {
        return byte == 0;
    }
    return byte == '\n' || (byte == '\r' && (index + 1 == length || bytes[index + 1] != '\n'));
}

long sk_count_lines(const uint8_t *bytes, long length, long start, long end, bool only_nul, long *next) {
    long count = 0;
    // Without branches, so that it is compiled to vectors; counts of up to 128 fit a byte.
    for (long from = start; from < end; from += 128) {
        long stop = from + 128 < end ? from + 128 : end;
        long whole = stop < length ? stop : stop - 1;
        uint8_t found = 0;
        if (only_nul) {
            for (long i = from; i < whole; i++) {
                found += bytes[i] == 0;
            }
        } else {
            for (long i = from; i < whole; i++) {
                found += (bytes[i] == '\n') | (bytes[i] == 0) | ((bytes[i] == '\r') & (bytes[i + 1] != '\n'));
            }
        }
        count += found + (whole < stop ? ends_line(bytes, length, whole, only_nul) : 0);
    }
    long last = end;
    while (count > 0 && !ends_line(bytes, length, last - 1, only_nul)) {
        last--;
    }
    if (count > 0) {
        *next = last;
    }
    return count;
}

static bool is_base64(uint8_t byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '+' ||
           byte == '/';
}

long sk_base64_line(const uint8_t *bytes, long length, long start, long letters) {
    long position = start;
    while (position < length) {
        const uint8_t *feed = memchr(bytes + position, '\n', (size_t)(length - position));
        long stop = feed ? feed - bytes : length;
        // Lines may end in CR, too. Nearly all lines are over after a few bytes.
        for (long end = stop; end - position >= letters;) {
            long letter = end;
            while (letter > position && end - letter < letters && is_base64(bytes[letter - 1])) {
                letter--;
            }
            if (end < length && end - letter == letters) {
                return end + 1;
            }
            const uint8_t *back = memrchr(bytes + position, '\r', (size_t)(letter - position));
            end = back ? back - bytes : position;
        }
        position = stop + 1;
    }
    return -1;
}
