#include "sk_pool.h"

#include "sk_system.h"

#include <libdeflate.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

enum {
    // Blocks beyond one a worker: what the submitting thread may be ahead by.
    spare = 2,
    most_workers = 16,
    // Waking a worker takes longer than compressing so few bytes.
    small_block = 8 * 1024,
    // Of a block, to choose a level by.
    sample = 128 * 1024,
};

struct slot {
    uint8_t *input;
    size_t input_count;
    int level;
    uint8_t *output;
    size_t output_count;
    bool is_done;
};

// A thread's own state; which of the two is there depends on the format.
struct coder {
    // Of one level: several would take megabytes each, and the level hardly ever changes.
    struct libdeflate_compressor *gzip;
    int level;
    ZSTD_CCtx *zstd;
};

struct sk_pool {
    SKFormat format;
    size_t bound;
    // The submitting thread's, for small blocks.
    struct coder own;

    pthread_mutex_t mutex;
    pthread_cond_t submitted;
    pthread_cond_t done;
    bool is_ending;

    struct slot *slots;
    unsigned capacity;
    // Of all blocks ever: submitted, taken by a worker, dropped. A block's slot is its number modulo the capacity.
    uint64_t end;
    uint64_t next;
    uint64_t first;

    pthread_t threads[most_workers];
    unsigned thread_count;
};

// false when there is no memory.
static bool coder_prepare(SKFormat format, struct coder *coder, int level) {
    if (format == SKFormatGzip) {
        if (coder->gzip != NULL && coder->level == level) return true;
        libdeflate_free_compressor(coder->gzip);
        coder->gzip = libdeflate_alloc_compressor(level);
        coder->level = level;
        return coder->gzip != NULL;
    }
    if (coder->zstd == NULL) {
        coder->zstd = ZSTD_createCCtx();
        if (coder->zstd == NULL || ZSTD_isError(ZSTD_CCtx_setParameter(coder->zstd, ZSTD_c_checksumFlag, 1)))
            return false;
    }
    return !ZSTD_isError(ZSTD_CCtx_setParameter(coder->zstd, ZSTD_c_compressionLevel, level));
}

static void coder_free(struct coder *coder) {
    libdeflate_free_compressor(coder->gzip);
    ZSTD_freeCCtx(coder->zstd);
}

// The length of what comes out; 0 when there is no memory.
static size_t compress_slot(const sk_pool *pool, struct coder *coder, struct slot *slot) {
    if (slot->output == NULL) slot->output = malloc(pool->bound);
    if (slot->output == NULL || !coder_prepare(pool->format, coder, slot->level)) return 0;
    if (pool->format == SKFormatGzip)
        return libdeflate_gzip_compress(coder->gzip, slot->input, slot->input_count, slot->output, pool->bound);
    size_t size = ZSTD_compress2(coder->zstd, slot->output, pool->bound, slot->input, slot->input_count);
    return ZSTD_isError(size) ? 0 : size;
}

static void *work(void *argument) {
    sk_pool *pool = argument;
    sk_thread_began();
    struct coder coder = {0};
    pthread_mutex_lock(&pool->mutex);
    while (true) {
        while (pool->next == pool->end && !pool->is_ending) pthread_cond_wait(&pool->submitted, &pool->mutex);
        if (pool->is_ending) break;
        struct slot *slot = &pool->slots[pool->next++ % pool->capacity];
        pthread_mutex_unlock(&pool->mutex);
        size_t size = compress_slot(pool, &coder, slot);
        pthread_mutex_lock(&pool->mutex);
        slot->output_count = size;
        slot->is_done = true;
        pthread_cond_signal(&pool->done);
    }
    pthread_mutex_unlock(&pool->mutex);
    coder_free(&coder);
    return NULL;
}

static size_t bound_of(SKFormat format, size_t capacity) {
    return format == SKFormatGzip ? libdeflate_gzip_compress_bound(NULL, capacity) : ZSTD_compressBound(capacity);
}

sk_pool *sk_pool_make(SKFormat format, unsigned workers, size_t capacity) {
    if (workers == 0) workers = 1;
    if (workers > most_workers) workers = most_workers;
    sk_pool *pool = calloc(1, sizeof *pool);
    if (pool == NULL) return NULL;
    pool->format = format;
    pool->bound = bound_of(format, capacity);
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->submitted, NULL);
    pthread_cond_init(&pool->done, NULL);
    pool->slots = calloc(workers + spare, sizeof *pool->slots);
    if (pool->slots != NULL) pool->capacity = workers + spare;
    for (unsigned index = 0; index < pool->capacity; index++) {
        // Pages are given out as they are written: a bundle of small files never takes the whole.
        pool->slots[index].input = malloc(capacity);
        if (pool->slots[index].input == NULL) {
            sk_pool_free(pool);
            return NULL;
        }
    }
    // Signals are for the thread that waits for people and children.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (pool->thread_count < workers && pool->capacity > 0 &&
           pthread_create(&pool->threads[pool->thread_count], NULL, work, pool) == 0)
        pool->thread_count++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (pool->thread_count == 0) {
        sk_pool_free(pool);
        return NULL;
    }
    return pool;
}

void sk_pool_free(sk_pool *pool) {
    if (pool == NULL) return;
    pthread_mutex_lock(&pool->mutex);
    pool->is_ending = true;
    pthread_cond_broadcast(&pool->submitted);
    pthread_mutex_unlock(&pool->mutex);
    for (unsigned index = 0; index < pool->thread_count; index++) pthread_join(pool->threads[index], NULL);
    for (unsigned index = 0; index < pool->capacity; index++) {
        free(pool->slots[index].input);
        free(pool->slots[index].output);
    }
    coder_free(&pool->own);
    pthread_cond_destroy(&pool->done);
    pthread_cond_destroy(&pool->submitted);
    pthread_mutex_destroy(&pool->mutex);
    free(pool->slots);
    free(pool);
}

bool sk_pool_is_full(const sk_pool *pool) {
    // Both are changed by the calling thread alone.
    return pool->end - pool->first == pool->capacity;
}

void sk_pool_submit(sk_pool *pool, const uint8_t *bytes, size_t count, int level) {
    struct slot *slot = &pool->slots[pool->end % pool->capacity];
    slot->level = level;
    memcpy(slot->input, bytes, count);
    slot->input_count = count;
    slot->is_done = false;
    pthread_mutex_lock(&pool->mutex);
    if (count <= small_block && pool->next == pool->end) {
        // No worker has anything to do, and none gets anything before this one: the slot is the caller's.
        pthread_mutex_unlock(&pool->mutex);
        slot->output_count = compress_slot(pool, &pool->own, slot);
        pthread_mutex_lock(&pool->mutex);
        slot->is_done = true;
        pool->next = ++pool->end;
        pthread_mutex_unlock(&pool->mutex);
        return;
    }
    pool->end++;
    pthread_cond_signal(&pool->submitted);
    pthread_mutex_unlock(&pool->mutex);
}

static struct slot *oldest(sk_pool *pool) {
    struct slot *slot = &pool->slots[pool->first % pool->capacity];
    pthread_mutex_lock(&pool->mutex);
    while (!slot->is_done) pthread_cond_wait(&pool->done, &pool->mutex);
    pthread_mutex_unlock(&pool->mutex);
    return slot;
}

bool sk_pool_take(sk_pool *pool, const uint8_t **bytes, size_t *count) {
    struct slot *slot = oldest(pool);
    *bytes = slot->output;
    *count = slot->output_count;
    return slot->output_count > 0;
}

void sk_pool_drop(sk_pool *pool) {
    oldest(pool);
    pool->first++;
}

// What zlib makes of a sample at its usual level; 0 when there is no memory.
static size_t usual_size(const uint8_t *bytes, size_t count, uint8_t *output, size_t capacity) {
    z_stream stream = {0};
    // 15 is the largest window, +16 asks for gzip. See: zlib.h, deflateInit2
    if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    stream.next_in = (Bytef *)bytes;
    stream.avail_in = (uInt)count;
    stream.next_out = output;
    stream.avail_out = (uInt)capacity;
    bool is_whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    size_t size = stream.total_out;
    deflateEnd(&stream);
    return is_whole ? size : 0;
}

int sk_gzip_level(const uint8_t *bytes, size_t count, int usual) {
    // From the fastest on; level 2 is slower than 1 and hardly smaller. A member begins without what stood before, which
    // costs one part in a hundred; that level 5 takes half the time of 6 is worth some more.
    static const struct { int number, percent; } levels[] = {{1, 99}, {3, 99}, {4, 99}, {5, 102}};
    if (count > sample) count = sample;
    // A sample that cannot be compressed is a little larger in zlib's form than in libdeflate's.
    size_t capacity = bound_of(SKFormatGzip, count) + 1024;
    uint8_t *output = malloc(capacity);
    size_t limit = output == NULL ? 0 : usual_size(bytes, count, output, capacity);
    int chosen = limit == 0 ? usual : 6;
    for (size_t i = 0; limit > 0 && i < sizeof levels / sizeof *levels; i++) {
        struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(levels[i].number);
        if (compressor == NULL) continue;
        size_t size = libdeflate_gzip_compress(compressor, bytes, count, output, capacity);
        libdeflate_free_compressor(compressor);
        if (size > 0 && size * 100 <= limit * (size_t)levels[i].percent) {
            chosen = levels[i].number;
            break;
        }
    }
    free(output);
    return chosen;
}

bool sk_zstd_checksum(const uint8_t *bytes, size_t count, uint8_t checksum[4]) {
    // libzstd does not hand out its XXH64; a frame ends in it.
    size_t bound = ZSTD_compressBound(count);
    uint8_t *frame = malloc(bound);
    ZSTD_CCtx *coder = ZSTD_createCCtx();
    size_t size = 0;
    if (frame != NULL && coder != NULL &&
        !ZSTD_isError(ZSTD_CCtx_setParameter(coder, ZSTD_c_compressionLevel, 1)) &&
        !ZSTD_isError(ZSTD_CCtx_setParameter(coder, ZSTD_c_checksumFlag, 1)))
        size = ZSTD_compress2(coder, frame, bound, bytes, count);
    bool is_made = size > 4 && !ZSTD_isError(size);
    if (is_made) memcpy(checksum, frame + size - 4, 4);
    ZSTD_freeCCtx(coder);
    free(frame);
    return is_made;
}
