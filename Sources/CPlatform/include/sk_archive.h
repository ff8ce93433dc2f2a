#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/// How reading went. Negative values end the stream or the archive for good.
typedef enum __attribute__((enum_extensibility(closed))) SKStatus : int32_t {
    /// There is more.
    SKStatusMore = 1,
    /// The proper end.
    SKStatusEnd = 0,
    /// read(2) failed; see sk_stream_errno.
    SKStatusSystem = -1,
    SKStatusNoMemory = -2,
    /// The input ends before the compressed data does.
    SKStatusTruncated = -3,
    /// The compressed data make no sense.
    SKStatusCorrupt = -4,
    /// Decompressed, but the check sum or the length kept beside the data differs.
    SKStatusChecksum = -5,
    /// More output than the caller wants.
    SKStatusTooLarge = -6,
    /// More output for its input than the caller believes.
    SKStatusTooDense = -7,
    /// The first block is no tar header.
    SKStatusNotTar = -8,
    /// A later tar header or an entry's data are damaged.
    SKStatusBadTar = -9,
    /// The headers of one entry are longer than any honest ones.
    SKStatusLongHeader = -10,
    /// An entry with holes.
    SKStatusSparse = -11,
} SKStatus;

/// The compressions a stream recognises by their first bytes.
typedef enum __attribute__((enum_extensibility(closed))) SKCodec : int32_t {
    SKCodecUnknown = 0,
    SKCodecGzip = 1,
    SKCodecZstd = 2,
    SKCodecXz = 3,
    SKCodecBzip2 = 4,
} SKCodec;

/// A compressed file read from a descriptor, which stays the caller's, as a stream of plain bytes.
typedef struct sk_stream sk_stream;

/// Starts reading at the descriptor's current offset. NULL when there is no memory.
///
/// With `at_once` all of it will be wanted: a thread of its own reads and decompresses up to 3 MiB ahead, and the
/// descriptor is the stream's alone until it is closed.
sk_stream *sk_stream_open(int descriptor, bool at_once, int64_t maximum_output, int64_t maximum_ratio, int64_t ratio_from);

/// Hands out the next bytes of an input: how many, 0 at its end, or -1 with errno set. With `at_once` the stream's own
/// thread asks for them.
typedef ssize_t (*sk_source)(void *context, uint8_t *buffer, size_t count);

/// The same for bytes that no descriptor has.
sk_stream *sk_stream_open_source(sk_source source, void *context, bool at_once, int64_t maximum_output,
                                 int64_t maximum_ratio, int64_t ratio_from);
void sk_stream_close(sk_stream *stream);

/// What the first bytes say it is; when unknown, sk_stream_next must not be called.
SKCodec sk_stream_codec(const sk_stream *stream);

/// Why the stream could not even be recognised: a negative status, or SKStatusMore.
SKStatus sk_stream_opening(const sk_stream *stream);

/// Lends the next bytes until the next call. What could be decompressed is lent before an error is returned.
SKStatus sk_stream_next(sk_stream *stream, const uint8_t **bytes, size_t *count);

/// Compressed bytes used and plain bytes made so far.
int64_t sk_stream_consumed(const sk_stream *stream);
int64_t sk_stream_produced(const sk_stream *stream);

/// After the end: 0, or how many bytes follow the compressed data (counted no further than the first chunk that
/// holds anything but zeros), and whether all of these are zeros.
int64_t sk_stream_trailing(const sk_stream *stream);
bool sk_stream_trailing_is_zero(const sk_stream *stream);

/// gzip: complete members so far, and whether all of them carry the same modification time and text flag.
int64_t sk_stream_members(const sk_stream *stream);
bool sk_stream_members_agree(const sk_stream *stream);

int sk_stream_errno(const sk_stream *stream);

/// The decoder's own words for the last error, or an empty text.
const char *sk_stream_message(const sk_stream *stream);

/// What kind of thing a tar entry says it is.
typedef enum __attribute__((enum_extensibility(closed))) SKEntryKind : int32_t {
    SKEntryKindFile = 0,
    SKEntryKindDirectory = 1,
    SKEntryKindLink = 2,
    SKEntryKindOther = 3,
} SKEntryKind;

/// The header of a tar entry; `path` lives until the next sk_tar_next.
typedef struct sk_entry {
    const char *path;
    SKEntryKind kind;
    int64_t size;
    uint32_t permissions;
    int64_t user;
    int64_t group;
    int64_t modified;
    /// The header was readable, but not as it should be.
    bool odd;
} sk_entry;

/// A tar archive read from a stream, which must outlive it.
typedef struct sk_tar sk_tar;

/// NULL when there is no memory.
sk_tar *sk_tar_open(sk_stream *stream);
void sk_tar_close(sk_tar *tar);

/// Passes over what is left of the current entry and reads the next header.
SKStatus sk_tar_next(sk_tar *tar, sk_entry *entry);

/// Lends the next bytes of the current entry until the next call.
SKStatus sk_tar_data(sk_tar *tar, const uint8_t **bytes, size_t *count);

/// After the last entry: reads the stream to its end, so that its check sums are checked as well.
SKStatus sk_tar_finish(sk_tar *tar);

/// After the last entry: whether the two zero blocks that end a tar archive are there.
bool sk_tar_has_end_mark(const sk_tar *tar);

/// After sk_tar_finish: whether anything but zeros follows the end mark.
bool sk_tar_has_hidden_data(const sk_tar *tar);

/// libarchive's own words for the last error, or an empty text.
const char *sk_tar_message(const sk_tar *tar);
