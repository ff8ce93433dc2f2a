#include "sk_pages.h"
#include "sk_sqlite.h"
#include "sk_system.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    smallest_page = 512,
    largest_page = 65536,
    /// The bytes read at once where pages follow each other.
    widest_window = 1 << 18,
    /// As SQLite's BTCURSOR_MAX_DEPTH: no tree of 2^31 pages is deeper.
    deepest = 20,
    /// Longer records with texts in their overflow pages are SQLite's business: they would be held in memory.
    longest_record = 4 << 20,
    /// Pages known here: 16 MiB of memory.
    most_pages = 8 << 20,
    most_values = 2000,
    /// Where a database larger than 1 GiB has its locks: a page never used.
    lock_byte = 0x40000000,
};

/// What is known of a page; anything else is the number of its first bytes that count, as in an overflow page.
enum {
    unknown_page = 0,
    empty_page = 0xfffd,
    /// A page of a tree in which all that belongs to no record is zero already, and one that must be cleaned.
    clean_page = 0xfffe,
    littered_page = 0xffff,
};

enum { index_interior = 2, table_interior = 5, index_leaf = 10, table_leaf = 13 };

struct sk_pages {
    const sk_sqlite_files *files;
    int descriptor;
    int64_t deadline;
    uint32_t size;
    uint32_t count;
    uint32_t unused;
    bool is_utf8;
    uint16_t *known;
    /// What was read last: pages `window_first` to `window_end`.
    uint8_t *window;
    uint32_t window_first, window_end, window_width;
    /// Interior pages on the way to the present one.
    uint8_t *path[deepest];
    uint8_t *overflow;
    uint8_t *record;
    /// A bit for each byte of a page that belongs to something.
    uint64_t used[largest_page / 64];
};

static uint32_t u16(const uint8_t *bytes) { return (uint32_t)bytes[0] << 8 | bytes[1]; }
static uint32_t u32(const uint8_t *bytes) { return u16(bytes) << 16 | u16(bytes + 2); }

static uint32_t long_varint(const uint8_t *bytes, const uint8_t *end, uint64_t *value) {
    uint64_t number = 0;
    for (uint32_t i = 0; i < 9; i++) {
        if (bytes + i >= end) return 0;
        if (i == 8) {
            *value = number << 8 | bytes[i];
            return 9;
        }
        number = number << 7 | (bytes[i] & 0x7f);
        if (bytes[i] < 0x80) {
            *value = number;
            return i + 1;
        }
    }
    return 0;
}

/// A number of 1 to 9 bytes that must end before `end`. Its length, or 0.
static inline uint32_t varint(const uint8_t *bytes, const uint8_t *end, uint64_t *value) {
    if (bytes >= end || bytes[0] >= 0x80) return long_varint(bytes, end, value);
    *value = bytes[0];
    return 1;
}

static bool is_over(const sk_pages *self) {
    return sk_signal_received() != 0 || sk_monotonic_now() > self->deadline;
}

// MARK: - Reading

/// SK_PAGES_ODD where the file ends too early.
static int read_fully(const sk_pages *self, uint8_t *bytes, int64_t count, int64_t offset) {
    int64_t got = sk_sqlite_read(self->files, self->descriptor, bytes, count, offset);
    return got < 0 ? (int)got : got < count ? SK_PAGES_ODD : 0;
}

/// A page, valid until the next one is loaded.
static int load(sk_pages *self, uint32_t number, const uint8_t **page) {
    if (number < self->window_first || number >= self->window_end) {
        if (is_over(self)) return SK_PAGES_OVER;
        // Two trees that grew together take turns: a page a little ahead is in sequence too.
        uint32_t most = widest_window / self->size;
        bool in_sequence = number >= self->window_end && number - self->window_end < self->window_width;
        self->window_width = !in_sequence ? 1 : self->window_width * 2 < most ? self->window_width * 2 : most;
        uint32_t left = self->count - number + 1;
        uint32_t wanted = self->window_width < left ? self->window_width : left;
        self->window_first = self->window_end = 0;
        int64_t offset = (int64_t)(number - 1) * self->size;
        int failure = read_fully(self, self->window, (int64_t)wanted * self->size, offset);
        if (failure != 0) return failure;
        self->window_first = number;
        self->window_end = number + wanted;
    }
    *page = self->window + (size_t)(number - self->window_first) * self->size;
    return 0;
}

/// Notes what a page is. False when it is none or was met before.
static bool claim(sk_pages *self, uint32_t number, uint16_t what) {
    if (number == 0 || number > self->count || self->known[number] != unknown_page) return false;
    self->known[number] = what;
    return true;
}

sk_pages *sk_pages_create(const sk_sqlite_files *files, int descriptor, int64_t deadline) {
    uint8_t head[100];
    struct stat status;
    errno = 0;
    if (fstat(descriptor, &status) != 0) return NULL;
    int64_t got = sk_sqlite_read(files, descriptor, head, sizeof head, 0);
    errno = got < 0 ? (int)-got : 0;
    if (got < (int64_t)sizeof head) return NULL;
    uint32_t size = u16(head + 16) == 1 ? largest_page : u16(head + 16);
    bool is_power = size >= smallest_page && (size & (size - 1)) == 0;
    static const uint8_t reserved[20];
    bool is_plain = memcmp(head, "SQLite format 3", 16) == 0 && is_power
        // No room at the end of each page, and no other form of cells.
        && head[18] >= 1 && head[18] <= 2 && head[19] >= 1 && head[19] <= 2 && head[20] == 0 && head[21] == 64 && head[22] == 32 && head[23] == 32
        && u32(head + 44) >= 1 && u32(head + 44) <= 4
        // Pages that point back to their parents.
        && u32(head + 52) == 0 && u32(head + 64) == 0
        && u32(head + 56) >= 1 && u32(head + 56) <= 3
        && memcmp(head + 72, reserved, sizeof reserved) == 0
        // The number of pages counts only where the last writer knew of it.
        && u32(head + 24) == u32(head + 92);
    if (!is_plain) return NULL;
    uint32_t count = u32(head + 28);
    if (count == 0 || count > most_pages || (int64_t)count * size != status.st_size) return NULL;

    sk_pages *self = calloc(1, sizeof *self);
    if (self == NULL) return NULL;
    self->files = files;
    self->descriptor = descriptor;
    self->deadline = deadline;
    self->size = size;
    self->count = count;
    self->is_utf8 = u32(head + 56) == 1;
    self->window_width = 1;
    self->known = calloc((size_t)count + 1, sizeof *self->known);
    self->window = malloc(widest_window);
    self->overflow = malloc(size);
    if (self->known == NULL || self->window == NULL || self->overflow == NULL) {
        sk_pages_free(self);
        errno = ENOMEM;
        return NULL;
    }
    uint32_t locks = lock_byte / size + 1;
    if (locks <= count) self->known[locks] = empty_page;
    return self;
}

void sk_pages_free(sk_pages *self) {
    if (self == NULL) return;
    for (int i = 0; i < deepest; i++) free(self->path[i]);
    free(self->record);
    free(self->overflow);
    free(self->window);
    free(self->known);
    free(self);
}

int64_t sk_pages_size(const sk_pages *self) { return (int64_t)self->count * self->size; }
int64_t sk_pages_unused(const sk_pages *self) { return (int64_t)self->unused * self->size; }

// MARK: - One page of a tree

typedef struct {
    uint8_t type;
    /// Where its header begins: behind that of the file on page 1.
    uint32_t header;
    uint32_t cells;
    const uint8_t *pointers;
    uint32_t first_cell;
} tree_page;

typedef struct {
    /// The page to its left, or 0.
    uint32_t child;
    int64_t row;
    /// Bytes of the record, those of them on this page and where; and the page with the rest, or 0.
    uint64_t payload;
    uint32_t local, content, overflow;
    /// Where the cell ends.
    uint32_t end;
} cell;

static bool read_header(const sk_pages *self, const uint8_t *page, uint32_t number, tree_page *out) {
    out->header = number == 1 ? 100 : 0;
    const uint8_t *header = page + out->header;
    out->type = header[0];
    bool is_leaf = out->type == index_leaf || out->type == table_leaf;
    if (!is_leaf && out->type != index_interior && out->type != table_interior) return false;
    out->cells = u16(header + 3);
    uint32_t content = u16(header + 5);
    out->first_cell = content == 0 ? largest_page : content;
    uint32_t begin = out->header + (is_leaf ? 8 : 12);
    out->pointers = page + begin;
    return begin + 2 * out->cells <= out->first_cell && out->first_cell <= self->size;
}

static inline bool read_cell(const sk_pages *self, const uint8_t *page, const tree_page *in, uint32_t i, cell *out) {
    uint32_t at = u16(in->pointers + 2 * i);
    if (at < in->first_cell || at + 4 > self->size) return false;
    const uint8_t *bytes = page + at, *end = page + self->size;
    *out = (cell){0};
    if (in->type == index_interior || in->type == table_interior) {
        out->child = u32(bytes);
        bytes += 4;
    }
    uint32_t length;
    if (in->type != table_interior) {
        if ((length = varint(bytes, end, &out->payload)) == 0) return false;
        bytes += length;
    }
    if (in->type == table_interior || in->type == table_leaf) {
        uint64_t row;
        if ((length = varint(bytes, end, &row)) == 0) return false;
        bytes += length;
        out->row = (int64_t)row;
    }
    out->content = (uint32_t)(bytes - page);
    if (in->type != table_interior) {
        // "B-tree Cell Format": how much of a long record stays on the page.
        uint32_t most = in->type == table_leaf ? self->size - 35 : (self->size - 12) * 64 / 255 - 23;
        if (out->payload <= most) {
            out->local = (uint32_t)out->payload;
        } else {
            if (out->payload > INT32_MAX) return false;
            uint32_t least = (self->size - 12) * 32 / 255 - 23;
            uint32_t some = least + ((uint32_t)out->payload - least) % (self->size - 4);
            out->local = some <= most ? some : least;
            if (out->content + out->local + 4 > self->size) return false;
            out->overflow = u32(page + out->content + out->local);
            if (out->overflow == 0) return false;
        }
    }
    out->end = out->content + out->local + (out->overflow != 0 ? 4 : 0);
    return out->end <= self->size;
}

/// Marks bytes as used. False when one of them already is.
static inline bool use(uint64_t *used, uint32_t begin, uint32_t end) {
    while (begin < end) {
        uint32_t word = begin / 64, first = begin % 64;
        uint32_t bits = end - begin < 64 - first ? end - begin : 64 - first;
        uint64_t mask = (bits == 64 ? ~0ull : (1ull << bits) - 1) << first;
        if (used[word] & mask) return false;
        used[word] |= mask;
        begin += bits;
    }
    return true;
}

/// Marks all but the cells: header, pointers, free blocks. False when the free blocks are not in order.
static bool begin_layout(sk_pages *self, const uint8_t *page, const tree_page *in) {
    memset(self->used, 0, self->size / 8);
    use(self->used, 0, (uint32_t)(in->pointers - page) + 2 * in->cells);
    uint32_t least = in->first_cell;
    for (uint32_t at = u16(page + in->header + 1); at != 0; at = u16(page + at)) {
        if (at < least || at + 4 > self->size) return false;
        uint32_t length = u16(page + at + 2);
        if (length < 4 || at + length > self->size || !use(self->used, at, at + length)) return false;
        // What lies closer together would be one block.
        least = at + length + 4;
    }
    return true;
}

/// Of a free block only the head belongs to something.
static void end_layout(sk_pages *self, const uint8_t *page, const tree_page *in) {
    for (uint32_t at = u16(page + in->header + 1); at != 0; at = u16(page + at)) {
        uint32_t end = at + u16(page + at + 2);
        for (uint32_t byte = at + 4; byte < end; byte++) self->used[byte / 64] &= ~(1ull << byte % 64);
    }
}

/// How many bytes behind the beginning of the first cell belong to nothing.
static uint32_t gaps(const sk_pages *self, const uint8_t *page, const tree_page *in) {
    uint32_t free = 0;
    for (uint32_t word = 0; word < self->size / 64; word++) free += (uint32_t)__builtin_popcountll(~self->used[word]);
    return free - (in->first_cell - (uint32_t)(in->pointers - page) - 2 * in->cells);
}

static bool is_zero(const uint8_t *bytes, uint32_t count) {
    uint64_t all = 0;
    for (uint32_t i = 0; i < count; i += 8) {
        uint64_t next;
        memcpy(&next, bytes + i, 8);
        all |= next;
    }
    return all == 0;
}

/// Whether a byte that belongs to nothing is not zero.
static bool is_littered(const sk_pages *self, const uint8_t *page) {
    for (uint32_t word = 0; word < self->size / 64; word++) {
        uint64_t free = ~self->used[word];
        if (free == 0 || is_zero(page + word * 64, 64)) continue;
        for (; free != 0; free &= free - 1) {
            if (page[word * 64 + (uint32_t)__builtin_ctzll(free)] != 0) return true;
        }
    }
    return false;
}

// MARK: - Records

/// Bytes of a value by its serial type below 12.
static const uint8_t widths[12] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};

/// Follows the pages of a long record. The part on the tree's page is already in `record`, unless that is NULL.
static int walk_overflow(sk_pages *self, const cell *in, uint8_t *record) {
    uint64_t done = in->local;
    uint32_t next = in->overflow;
    while (done < in->payload) {
        uint64_t left = in->payload - done;
        uint32_t here = left < self->size - 4 ? (uint32_t)left : self->size - 4;
        // A page that is full to its end has nothing to clean.
        bool is_full = here == self->size - 4;
        if (!is_full && here + 4 >= empty_page) return SK_PAGES_ODD;
        if (!claim(self, next, is_full ? clean_page : (uint16_t)(here + 4))) return SK_PAGES_ODD;
        if (is_over(self)) return SK_PAGES_OVER;
        int failure = read_fully(self, self->overflow, self->size, (int64_t)(next - 1) * self->size);
        if (failure != 0) return failure;
        next = u32(self->overflow);
        if (record != NULL) memcpy(record + done, self->overflow + 4, here);
        done += here;
    }
    return next == 0 ? SK_PAGES_SOUND : SK_PAGES_ODD;
}

/// A value of a record.
typedef struct {
    uint64_t type;
    const uint8_t *bytes;
    uint32_t count;
} stored;

/// Value `number` of a record whose form was checked; `types` and `content` are where those of its first value begin.
static stored find_value(const uint8_t *types, const uint8_t *end, const uint8_t *content, int number) {
    stored found = {.bytes = content};
    for (int value = 0; value <= number && types < end; value++) {
        found.bytes += found.count;
        types += varint(types, end, &found.type);
        found.count = (uint32_t)(found.type < 12 ? widths[found.type] : (found.type - 12) / 2);
        if (value == number) return found;
    }
    // A record older than the column.
    return (stored){0};
}

static int64_t integer(const stored *value) {
    if (value->type >= 8) return (int64_t)value->type - 8;
    uint64_t number = value->bytes[0] >= 0x80 ? ~0ull : 0;
    for (uint32_t i = 0; i < value->count; i++) number = number << 8 | value->bytes[i];
    return (int64_t)number;
}

/// Shows a value that is neither NULL nor empty.
static void show(const sk_pages_tree *tree, int column, const stored *value, const stored *key) {
    sk_value seen = {.column = column};
    if (key != NULL) {
        seen.key = key->bytes;
        seen.key_count = (int)key->count;
    }
    char digits[SK_DIGITS];
    if (value->type >= 12) {
        seen.kind = value->type % 2 == 1 ? SK_VALUE_TEXT : SK_VALUE_BLOB;
        seen.bytes = value->bytes;
        seen.count = (int)value->count;
    } else {
        seen.kind = SK_VALUE_NUMBER;
        seen.bytes = (const uint8_t *)digits;
        if (value->type == 7) {
            uint64_t bits = (uint64_t)u32(value->bytes) << 32 | u32(value->bytes + 4);
            double real;
            memcpy(&real, &bits, sizeof real);
            seen.count = sk_real_digits(real, digits);
        } else {
            seen.count = sk_integer_digits(integer(value), digits);
        }
    }
    if (seen.count > 0) tree->see(tree->context, &seen);
}

/// Checks the form of a record and shows its values.
static int read_record(sk_pages *self, const sk_pages_tree *tree, const uint8_t *page, const cell *in) {
    const uint8_t *bytes = page + in->content, *end = bytes + in->local;
    uint64_t header;
    uint32_t length = varint(bytes, end, &header);
    if (length == 0 || header < length || header > in->local) return SK_PAGES_ODD;
    const uint8_t *types = bytes + length, *types_end = bytes + header, *at = types;
    uint64_t offset = header;
    int values = 0;
    bool is_shown = tree->see != NULL && tree->pair_count > 0, is_far = is_shown && in->overflow != 0;
    while (at < types_end) {
        uint64_t type;
        if ((length = varint(at, types_end, &type)) == 0) return SK_PAGES_ODD;
        at += length;
        if (values >= tree->maximum) return SK_PAGES_ODD;
        if (type < 12) {
            if (type >= 10 || (type == 0 && tree->required[values])) return SK_PAGES_ODD;
            offset += widths[type];
            if (type != 0 && tree->see != NULL && tree->numbers[values]) {
                is_shown = true;
                is_far |= offset > in->local;
            }
        } else {
            uint64_t count = (type - 12) / 2;
            if (count > in->payload) return SK_PAGES_ODD;
            offset += count;
            if (count != 0 && tree->see != NULL) {
                // SQLite would show them as UTF-8.
                if (!self->is_utf8 && type % 2 == 1) return SK_PAGES_ODD;
                is_shown = true;
                is_far |= offset > in->local;
            }
        }
        values++;
    }
    if (offset != in->payload || values < tree->minimum) return SK_PAGES_ODD;

    uint8_t *whole = NULL;
    if (is_far) {
        if (in->payload > longest_record) return SK_PAGES_ODD;
        if (self->record == NULL && (self->record = malloc(longest_record)) == NULL) return -ENOMEM;
        memcpy(whole = self->record, bytes, in->local);
    }
    if (in->overflow != 0) {
        int result = walk_overflow(self, in, whole);
        if (result != SK_PAGES_SOUND) return result;
    }
    if (!is_shown) return SK_PAGES_SOUND;
    const uint8_t *content = (whole != NULL ? whole : bytes) + header;
    stored value = {.bytes = content};
    at = types;
    for (int number = 0; number < values; number++) {
        value.bytes += value.count;
        at += varint(at, types_end, &value.type);
        value.count = (uint32_t)(value.type < 12 ? widths[value.type] : (value.type - 12) / 2);
        if (value.type >= 12 ? value.count == 0 : value.type == 0 || !tree->numbers[number]) continue;
        if (is_over(self)) return SK_PAGES_OVER;
        show(tree, number, &value, NULL);
    }
    for (int i = 0; i < tree->pair_count; i++) {
        stored key = find_value(types, types_end, content, tree->pairs[i].key);
        if (key.type < 12 || key.count == 0) continue;
        value = find_value(types, types_end, content, tree->pairs[i].value);
        if (value.type == 0) continue;
        if (is_over(self)) return SK_PAGES_OVER;
        show(tree, tree->pairs[i].value, &value, &key);
    }
    return SK_PAGES_SOUND;
}

// MARK: - Trees

typedef struct {
    const sk_pages_tree *tree;
    /// The depth of the leaves, once one was met.
    int leaves;
    bool has_row;
    int64_t row;
} walk;

/// Whether a row number may come next: not after a smaller one, and equal only to close the left side of its parent.
static bool advance(walk *state, int64_t row, bool may_be_equal) {
    if (state->has_row && (may_be_equal ? row < state->row : row <= state->row)) return false;
    state->has_row = true;
    state->row = row;
    return true;
}

static int walk_page(sk_pages *self, walk *state, uint32_t number, int depth) {
    if (depth == deepest || !claim(self, number, clean_page)) return SK_PAGES_ODD;
    const uint8_t *page;
    int result = load(self, number, &page);
    if (result != 0) return result;
    tree_page in;
    if (!read_header(self, page, number, &in)) return SK_PAGES_ODD;
    bool is_index = in.type == index_leaf || in.type == index_interior;
    bool is_leaf = in.type == index_leaf || in.type == table_leaf;
    if (is_index != state->tree->is_index || (in.cells == 0 && depth > 0)) return SK_PAGES_ODD;
    if (is_leaf && state->leaves < 0) state->leaves = depth;
    if (is_leaf ? state->leaves != depth : state->leaves >= 0 && state->leaves <= depth) return SK_PAGES_ODD;
    if (!is_leaf) {
        if (self->path[depth] == NULL && (self->path[depth] = malloc(self->size)) == NULL) return -ENOMEM;
        page = memcpy(self->path[depth], page, self->size);
        read_header(self, page, number, &in);
    }

    uint32_t padding = 0;
    if (!begin_layout(self, page, &in)) return SK_PAGES_ODD;
    for (uint32_t i = 0; i < in.cells; i++) {
        cell cell;
        if (!read_cell(self, page, &in, i, &cell)) return SK_PAGES_ODD;
        uint32_t begin = u16(in.pointers + 2 * i);
        if (!use(self->used, begin, cell.end)) return SK_PAGES_ODD;
        // No cell takes less than 4 bytes.
        if (cell.end < begin + 4) padding += begin + 4 - cell.end;
        if (!is_leaf) continue;
        if (!is_index && !advance(state, cell.row, false)) return SK_PAGES_ODD;
        if ((result = read_record(self, state->tree, page, &cell)) != SK_PAGES_SOUND) return result;
    }
    if (gaps(self, page, &in) != padding + page[in.header + 7]) return SK_PAGES_ODD;
    end_layout(self, page, &in);
    if (is_littered(self, page)) self->known[number] = littered_page;
    if (is_leaf) return SK_PAGES_SOUND;

    for (uint32_t i = 0; i < in.cells; i++) {
        cell cell;
        read_cell(self, page, &in, i, &cell);
        if ((result = walk_page(self, state, cell.child, depth + 1)) != SK_PAGES_SOUND) return result;
        if (!is_index && !advance(state, cell.row, true)) return SK_PAGES_ODD;
        if (is_index && (result = read_record(self, state->tree, page, &cell)) != SK_PAGES_SOUND) return result;
    }
    return walk_page(self, state, u32(page + in.header + 8), depth + 1);
}

int sk_pages_walk(sk_pages *self, const sk_pages_tree *tree) {
    if (tree->maximum > most_values) return SK_PAGES_ODD;
    walk state = {.tree = tree, .leaves = -1};
    return walk_page(self, &state, tree->root, 0);
}

int sk_pages_finish(sk_pages *self) {
    const uint8_t *page;
    int result = load(self, 1, &page);
    if (result != 0) return result;
    uint32_t trunk = u32(page + 32), expected = u32(page + 36);
    while (trunk != 0) {
        if (!claim(self, trunk, empty_page)) return SK_PAGES_ODD;
        if ((result = load(self, trunk, &page)) != 0) return result;
        uint32_t leaves = u32(page + 4);
        if (leaves > self->size / 4 - 2) return SK_PAGES_ODD;
        uint32_t counts = 8 + 4 * leaves;
        self->known[trunk] = counts == self->size ? clean_page : (uint16_t)counts;
        for (uint32_t i = 0; i < leaves; i++) {
            if (!claim(self, u32(page + 8 + 4 * i), empty_page)) return SK_PAGES_ODD;
        }
        self->unused += leaves + 1;
        trunk = u32(page);
    }
    if (self->unused != expected) return SK_PAGES_ODD;
    for (uint32_t number = 1; number <= self->count; number++) {
        if (self->known[number] == unknown_page) return SK_PAGES_ODD;
    }
    return SK_PAGES_SOUND;
}

// MARK: - Passing on

static bool clean(sk_pages *self, uint32_t number, uint8_t *page) {
    tree_page in;
    if (!read_header(self, page, number, &in) || !begin_layout(self, page, &in)) return false;
    for (uint32_t i = 0; i < in.cells; i++) {
        cell cell;
        if (!read_cell(self, page, &in, i, &cell)) return false;
        if (!use(self->used, u16(in.pointers + 2 * i), cell.end)) return false;
    }
    end_layout(self, page, &in);
    for (uint32_t word = 0; word < self->size / 64; word++) {
        for (uint64_t free = ~self->used[word]; free != 0; free &= free - 1) {
            page[word * 64 + (uint32_t)__builtin_ctzll(free)] = 0;
        }
    }
    return true;
}

int sk_pages_read(sk_pages *self, uint8_t *bytes, int64_t count, int64_t offset) {
    int failure = read_fully(self, bytes, count, offset);
    if (failure != 0) return failure;
    uint32_t number = (uint32_t)(offset / self->size);
    for (uint8_t *page = bytes; page < bytes + count; page += self->size) {
        number++;
        uint16_t what = self->known[number];
        if (what == littered_page) {
            if (!clean(self, number, page)) return SK_PAGES_ODD;
        } else if (what != clean_page) {
            uint32_t counts = what == empty_page ? 0 : what;
            memset(page + counts, 0, self->size - counts);
        }
        // What was in a log is in the file by now, and SQLite need not look for one.
        if (number == 1) page[18] = page[19] = 1;
    }
    return 0;
}
