#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What a pool makes of a block: a gzip member, or a Zstandard frame with a check sum.
typedef enum __attribute__((enum_extensibility(closed))) SKFormat : int32_t {
    SKFormatGzip = 0,
    SKFormatZstd = 1,
} SKFormat;

/// Threads that compress blocks, and a ring of blocks in the order in which they were submitted.
///
/// One thread submits and takes; what comes out does not depend on the number of workers.
typedef struct sk_pool sk_pool;

/// Starts `workers` threads; a block has at most `capacity` bytes. NULL when there is no memory or no thread.
sk_pool *sk_pool_make(SKFormat format, unsigned workers, size_t capacity);

/// Ends the threads; blocks not taken are lost. NULL is accepted.
void sk_pool_free(sk_pool *pool);

/// Whether a block must be taken before the next can be submitted.
bool sk_pool_is_full(const sk_pool *pool);

/// Copies a block in and lets it be compressed at a level, as the library counts. The pool must not be full.
void sk_pool_submit(sk_pool *pool, const uint8_t *bytes, size_t count, int level);

/// Waits for the oldest block and lends it, compressed, until sk_pool_drop. There must be one.
/// false when there was no memory for it.
bool sk_pool_take(sk_pool *pool, const uint8_t **bytes, size_t *count);

/// Waits for the oldest block and forgets it.
void sk_pool_drop(sk_pool *pool);

/// The fastest level of libdeflate at which a bundle of these bytes, of which the first 128 KiB are tried, is about as
/// small as `gzip -6` makes it; `usual` without memory to try.
int sk_gzip_level(const uint8_t *bytes, size_t count, int usual);

/// The last four bytes of a Zstandard frame with this content: the low half of its XXH64 (RFC 8878, 3.1.1).
/// false when there is no memory.
bool sk_zstd_checksum(const uint8_t *bytes, size_t count, uint8_t checksum[4]);
