#include "sk_pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sk_pattern {
    pcre2_code *code;
    bool is_fast;
};

struct sk_pattern_room {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

enum {
    GROUPS = 4,
    DEPTH_LIMIT = 20000,
    HEAP_LIMIT_KIB = 4096,
    STACK_START = 32 << 10,
    STACK_LIMIT = 1 << 20,
    SPARES = 4,
    WORKSPACE = 4096,
};

sk_pattern *sk_pattern_compile(const uint8_t *text, size_t length, unsigned flags, char *message, size_t capacity) {
    if (capacity > 0) {
        snprintf(message, capacity, "out of memory");
    }
    sk_pattern *pattern = calloc(1, sizeof *pattern);
    if (!pattern) {
        return NULL;
    }
    int error = 0;
    PCRE2_SIZE offset = 0;
    // Anchored here and not while matching, which would make PCRE2 leave its machine code aside.
    uint32_t options = PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C;
    options |= flags & SK_PATTERN_SEARCHES ? PCRE2_MULTILINE : PCRE2_ANCHORED | PCRE2_DOTALL;
    options |= flags & SK_PATTERN_CASELESS ? PCRE2_CASELESS : 0;
    options |= flags & SK_PATTERN_SPACED ? PCRE2_EXTENDED : 0;
    pattern->code = pcre2_compile(text, length, options, &error, &offset, NULL);
    if (!pattern->code) {
        char reason[128] = "";
        pcre2_get_error_message(error, (PCRE2_UCHAR *)reason, sizeof reason);
        if (capacity > 0) {
            snprintf(message, capacity, "byte %zu: %s", (size_t)offset, reason);
        }
        free(pattern);
        return NULL;
    }
    // Where memory may not be both writable and executable this fails, and the interpreter does the work.
    pattern->is_fast = (flags & SK_PATTERN_FAST) && pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0;
    return pattern;
}

void sk_pattern_free(sk_pattern *pattern) {
    if (pattern) {
        pcre2_code_free(pattern->code);
        free(pattern);
    }
}

bool sk_pattern_is_fast(const sk_pattern *pattern) {
    return pattern->is_fast;
}

// Rooms that nobody uses: every text wants one, and its stack costs two calls of the system.
static _Atomic(sk_pattern_room *) spares[SPARES];

static void destroy(sk_pattern_room *room) {
    pcre2_match_data_free(room->data);
    pcre2_match_context_free(room->context);
    pcre2_jit_stack_free(room->stack);
    free(room);
}

sk_pattern_room *sk_pattern_room_make(uint32_t limit) {
    for (unsigned index = 0; index < SPARES; index++) {
        sk_pattern_room *spare = atomic_exchange(&spares[index], NULL);
        if (spare) {
            pcre2_set_match_limit(spare->context, limit);
            return spare;
        }
    }
    sk_pattern_room *room = calloc(1, sizeof *room);
    if (!room) {
        return NULL;
    }
    room->data = pcre2_match_data_create(GROUPS, NULL);
    room->context = pcre2_match_context_create(NULL);
    if (!room->data || !room->context) {
        destroy(room);
        return NULL;
    }
    pcre2_set_match_limit(room->context, limit);
    pcre2_set_depth_limit(room->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(room->context, HEAP_LIMIT_KIB);
    // NULL where there is no just-in-time compiler, and then not needed.
    room->stack = pcre2_jit_stack_create(STACK_START, STACK_LIMIT, NULL);
    if (room->stack) {
        pcre2_jit_stack_assign(room->context, NULL, room->stack);
    }
    return room;
}

void sk_pattern_room_free(sk_pattern_room *room) {
    for (unsigned index = 0; room && index < SPARES; index++) {
        sk_pattern_room *none = NULL;
        if (atomic_compare_exchange_strong(&spares[index], &none, room)) {
            return;
        }
    }
    if (room) {
        destroy(room);
    }
}

int sk_pattern_try(const sk_pattern *pattern, sk_pattern_room *room, const uint8_t *bytes, size_t length, size_t start,
                   size_t *from, size_t *to) {
    int count = pcre2_match(pattern->code, bytes, length, start, 0, room->data, room->context);
    if (count == PCRE2_ERROR_NOMATCH) {
        return SK_PATTERN_NO_MATCH;
    }
    if (count < 0) {
        return SK_PATTERN_FAILED;
    }
    const PCRE2_SIZE *places = pcre2_get_ovector_pointer(room->data);
    bool has_group = (count > 1 || count == 0) && places[2] != PCRE2_UNSET;
    *from = has_group ? places[2] : places[0];
    *to = has_group ? places[3] : places[1];
    return SK_PATTERN_MATCH;
}

int sk_pattern_search(const sk_pattern *pattern, sk_pattern_room *room, const uint8_t *bytes, size_t length,
                      size_t start, size_t *from, size_t *to) {
    // This algorithm takes all ways at once, as Hyperscan does, and hands over the longest match first.
    int workspace[WORKSPACE];
    int count = pcre2_dfa_match(pattern->code, bytes, length, start, 0, room->data, room->context, workspace, WORKSPACE);
    if (count == PCRE2_ERROR_NOMATCH) {
        return SK_PATTERN_NO_MATCH;
    }
    if (count < 0) {
        return SK_PATTERN_FAILED;
    }
    const PCRE2_SIZE *places = pcre2_get_ovector_pointer(room->data);
    *from = places[0];
    *to = places[1];
    return SK_PATTERN_MATCH;
}
