#include "sk_pool.h"

#include "sk_system.h"

#include <libdeflate.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

enum {
    // Blocks beyond one a worker: what the submitting thread may be ahead by.
    spare = 3,
    most_workers = 16,
    // Waking a worker takes longer than compressing so few bytes.
    small_block = 8 * 1024,
};

struct slot {
    uint8_t *input;
    size_t input_count;
    uint8_t *output;
    size_t output_count;
    bool is_done;
};

// A thread's own state; which of the two is there depends on the format.
struct coder {
    struct libdeflate_compressor *gzip;
    ZSTD_CCtx *zstd;
};

struct sk_pool {
    SKFormat format;
    int level;
    size_t bound;
    // The submitting thread's, for small blocks.
    struct coder own;
    bool has_own;

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

static bool coder_make(const sk_pool *pool, struct coder *coder) {
    *coder = (struct coder){0};
    if (pool->format == SKFormatGzip) {
        coder->gzip = libdeflate_alloc_compressor(pool->level);
        return coder->gzip != NULL;
    }
    coder->zstd = ZSTD_createCCtx();
    return coder->zstd != NULL &&
           !ZSTD_isError(ZSTD_CCtx_setParameter(coder->zstd, ZSTD_c_compressionLevel, pool->level)) &&
           !ZSTD_isError(ZSTD_CCtx_setParameter(coder->zstd, ZSTD_c_checksumFlag, 1));
}

static void coder_free(struct coder *coder) {
    libdeflate_free_compressor(coder->gzip);
    ZSTD_freeCCtx(coder->zstd);
}

// The length of what comes out; 0 when there is no memory.
static size_t compress(const sk_pool *pool, struct coder *coder, struct slot *slot) {
    if (slot->output == NULL) slot->output = malloc(pool->bound);
    if (slot->output == NULL) return 0;
    if (pool->format == SKFormatGzip)
        return libdeflate_gzip_compress(coder->gzip, slot->input, slot->input_count, slot->output, pool->bound);
    size_t size = ZSTD_compress2(coder->zstd, slot->output, pool->bound, slot->input, slot->input_count);
    return ZSTD_isError(size) ? 0 : size;
}

static void *work(void *argument) {
    sk_pool *pool = argument;
    sk_thread_began();
    struct coder coder;
    bool is_able = coder_make(pool, &coder);
    pthread_mutex_lock(&pool->mutex);
    while (true) {
        while (pool->next == pool->end && !pool->is_ending) pthread_cond_wait(&pool->submitted, &pool->mutex);
        if (pool->is_ending) break;
        struct slot *slot = &pool->slots[pool->next++ % pool->capacity];
        pthread_mutex_unlock(&pool->mutex);
        size_t size = is_able ? compress(pool, &coder, slot) : 0;
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

sk_pool *sk_pool_make(SKFormat format, int level, unsigned workers, size_t capacity) {
    if (workers == 0) workers = 1;
    if (workers > most_workers) workers = most_workers;
    sk_pool *pool = calloc(1, sizeof *pool);
    if (pool == NULL) return NULL;
    pool->format = format;
    pool->level = level;
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
    pool->has_own = coder_make(pool, &pool->own);
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

void sk_pool_submit(sk_pool *pool, const uint8_t *bytes, size_t count) {
    struct slot *slot = &pool->slots[pool->end % pool->capacity];
    memcpy(slot->input, bytes, count);
    slot->input_count = count;
    slot->is_done = false;
    pthread_mutex_lock(&pool->mutex);
    if (count <= small_block && pool->has_own && pool->next == pool->end) {
        // No worker has anything to do, and none gets anything before this one: the slot is the caller's.
        pthread_mutex_unlock(&pool->mutex);
        slot->output_count = compress(pool, &pool->own, slot);
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
