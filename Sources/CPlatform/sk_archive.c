#include "sk_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <libdeflate.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "sk_system.h"

enum {
    usual_input = 128 * 1024,
    usual_output = 256 * 1024,
    /// A member as bundles have them, with its header, and what compression may add to it.
    whole_member = 1024 * 1024 + 64 * 1024,
    ahead_slots = 3,
    /// For all headers of one entry; a name of 4 KiB needs 6 KiB. libarchive bounds single ones and their number only.
    header_capacity = 4 * 1024 * 1024,
    tar_block = 512,
};

/// What another thread decompressed in advance.
struct slot {
    uint8_t bytes[whole_member];
    size_t count;
    SKStatus status;
    int64_t consumed;
    int64_t produced;
};

struct ahead {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool is_closing;
    /// Of all slots ever: filled, and handed out. The one handed out last is the reader's until it asks for the next.
    uint64_t filled;
    uint64_t taken;
    int64_t consumed;
    int64_t produced;
    struct slot slots[ahead_slots];
};

struct sk_stream {
    int descriptor;
    /// Takes the place of the descriptor; NULL to read that.
    sk_source source;
    void *context;
    struct ahead *ahead;
    SKCodec codec;
    SKStatus opening;
    /// What the next call returns instead of reading on.
    SKStatus pending;
    int errno_of_read;
    bool input_ended;
    int64_t received;
    int64_t produced;
    int64_t maximum_output;
    int64_t maximum_ratio;
    int64_t ratio_from;
    int64_t trailing;
    bool trailing_is_zero;

    // gzip, by zlib: libarchive's own filter checks neither the CRC nor what follows.
    z_stream inflater;
    bool has_inflater;
    gz_header header;
    /// Decompresses members as a whole, several times as fast as zlib; NULL when nobody wants to read so much at once.
    struct libdeflate_decompressor *fast;
    bool is_at_member;
    int64_t members;
    bool members_agree;
    uLong first_time;
    int first_text;

    // All others, by libarchive's raw format.
    struct archive *raw;
    size_t lent;

    const char *message;
    size_t input_count;
    size_t input_capacity;
    size_t output_capacity;
    uint8_t *input;
    uint8_t *output;
};

/// Reads once. Bytes, 0 at the end of the input, or -1 with the error noted.
static ssize_t receive(sk_stream *stream, size_t offset) {
    ssize_t count;
    do {
        count = stream->source != NULL
            ? stream->source(stream->context, stream->input + offset, stream->input_capacity - offset)
            : read(stream->descriptor, stream->input + offset, stream->input_capacity - offset);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        stream->errno_of_read = errno;
    } else if (count == 0) {
        stream->input_ended = true;
    } else {
        stream->received += count;
    }
    return count;
}

static bool begins(const sk_stream *stream, const char *magic, size_t length) {
    return stream->input_count >= length && memcmp(stream->input, magic, length) == 0;
}

static SKCodec recognise(const sk_stream *stream) {
    if (begins(stream, "\x1F\x8B\x08", 3)) return SKCodecGzip;
    if (begins(stream, "\x28\xB5\x2F\xFD", 4)) return SKCodecZstd;
    if (begins(stream, "\xFD" "7zXZ\0", 6)) return SKCodecXz;
    if (begins(stream, "BZh", 3) && stream->input_count >= 4 && stream->input[3] >= '1' && stream->input[3] <= '9')
        return SKCodecBzip2;
    return SKCodecUnknown;
}

// MARK: gzip

static bool start_member(sk_stream *stream) {
    memset(&stream->header, 0, sizeof stream->header);
    stream->is_at_member = true;
    return inflateGetHeader(&stream->inflater, &stream->header) == Z_OK;
}

static SKStatus open_gzip(sk_stream *stream) {
    // 15 is the largest window, +16 asks for the gzip wrapping with its checks. See: zlib.h, inflateInit2
    if (inflateInit2(&stream->inflater, 15 + 16) != Z_OK) return SKStatusNoMemory;
    stream->has_inflater = true;
    stream->inflater.next_in = stream->input;
    stream->inflater.avail_in = (uInt)stream->input_count;
    stream->members_agree = true;
    return start_member(stream) ? SKStatusMore : SKStatusNoMemory;
}

static void note_member(sk_stream *stream) {
    if (stream->members == 0) {
        stream->first_time = stream->header.time;
        stream->first_text = stream->header.text;
    } else if (stream->header.time != stream->first_time || stream->header.text != stream->first_text) {
        stream->members_agree = false;
    }
    stream->members += 1;
}

static bool is_zero(const uint8_t *bytes, size_t count) {
    for (size_t index = 0; index < count; index += 1) {
        if (bytes[index] != 0) return false;
    }
    return true;
}

/// Counts what follows the last compressed byte, as far as the first chunk with anything but zeros in it.
static SKStatus count_trailing(sk_stream *stream, const uint8_t *rest, size_t count) {
    int64_t used = stream->received;
    stream->trailing = (int64_t)count;
    stream->trailing_is_zero = is_zero(rest, count);
    while (stream->trailing_is_zero && !stream->input_ended) {
        ssize_t more = receive(stream, 0);
        if (more < 0) return SKStatusSystem;
        stream->trailing += more;
        stream->trailing_is_zero = is_zero(stream->input, (size_t)more);
    }
    stream->received = used;
    return SKStatusEnd;
}

/// Between two members: makes the first bytes of the next one readable, or finds the end.
static SKStatus next_member(sk_stream *stream) {
    z_stream *inflater = &stream->inflater;
    while (inflater->avail_in < 3 && !stream->input_ended) {
        memmove(stream->input, inflater->next_in, inflater->avail_in);
        inflater->next_in = stream->input;
        ssize_t count = receive(stream, inflater->avail_in);
        if (count < 0) return SKStatusSystem;
        inflater->avail_in += (uInt)count;
    }
    if (inflater->avail_in >= 3 && memcmp(inflater->next_in, "\x1F\x8B\x08", 3) == 0) {
        if (inflateReset(inflater) != Z_OK || !start_member(stream)) return SKStatusCorrupt;
        return SKStatusMore;
    }
    const uint8_t *rest = inflater->next_in;
    size_t count = inflater->avail_in;
    inflater->avail_in = 0;
    stream->received -= (int64_t)count;
    return count_trailing(stream, rest, count);
}

static SKStatus inflate_status(sk_stream *stream, int code) {
    stream->message = stream->inflater.msg;
    switch (code) {
    case Z_MEM_ERROR:
        return SKStatusNoMemory;
    case Z_DATA_ERROR:
        // zlib tells a wrong trailer from wrong data only in words.
        if (stream->message != NULL &&
            (strcmp(stream->message, "incorrect data check") == 0 ||
             strcmp(stream->message, "incorrect length check") == 0))
            return SKStatusChecksum;
        return SKStatusCorrupt;
    default:
        return SKStatusCorrupt;
    }
}

/// Decompresses the member that begins here if all of it can be had at once; false leaves everything to zlib, which
/// also finds the words for what is wrong with it.
static bool take_whole_member(sk_stream *stream) {
    z_stream *inflater = &stream->inflater;
    if (inflater->avail_in < whole_member && !stream->input_ended) {
        memmove(stream->input, inflater->next_in, inflater->avail_in);
        inflater->next_in = stream->input;
        while (inflater->avail_in < whole_member && !stream->input_ended) {
            ssize_t count = receive(stream, inflater->avail_in);
            // Asked for again, it fails again.
            if (count < 0) return false;
            inflater->avail_in += (uInt)count;
        }
    }
    size_t used, made;
    if (libdeflate_gzip_decompress_ex(stream->fast, inflater->next_in, inflater->avail_in, inflater->next_out,
                                      inflater->avail_out, &used, &made) != LIBDEFLATE_SUCCESS)
        return false;
    // Ten bytes at least. See: RFC 1952, 2.3
    const uint8_t *header = inflater->next_in;
    stream->header.text = header[3] & 1;
    stream->header.time = (uLong)header[4] | (uLong)header[5] << 8 | (uLong)header[6] << 16 | (uLong)header[7] << 24;
    inflater->next_in += used;
    inflater->avail_in -= (uInt)used;
    inflater->next_out += made;
    inflater->avail_out -= (uInt)made;
    return true;
}

static SKStatus next_of_gzip(sk_stream *stream, const uint8_t **bytes, size_t *count) {
    z_stream *inflater = &stream->inflater;
    SKStatus status = SKStatusMore;
    inflater->next_out = stream->output;
    inflater->avail_out = (uInt)stream->output_capacity;
    while (inflater->avail_out > 0 && status == SKStatusMore) {
        if (stream->is_at_member && stream->fast != NULL) {
            // A large one needs the whole output.
            if (inflater->next_out != stream->output && inflater->avail_out < stream->output_capacity / 2) break;
            if (take_whole_member(stream)) {
                note_member(stream);
                status = next_member(stream);
                continue;
            }
            if (inflater->next_out != stream->output) break;
        }
        stream->is_at_member = false;
        if (inflater->avail_in == 0) {
            ssize_t received = receive(stream, 0);
            if (received <= 0) {
                status = received < 0 ? SKStatusSystem : SKStatusTruncated;
                break;
            }
            inflater->next_in = stream->input;
            inflater->avail_in = (uInt)received;
        }
        int code = inflate(inflater, Z_NO_FLUSH);
        if (code == Z_STREAM_END) {
            note_member(stream);
            status = next_member(stream);
        } else if (code != Z_OK && code != Z_BUF_ERROR) {
            status = inflate_status(stream, code);
        }
    }
    *bytes = stream->output;
    *count = stream->output_capacity - inflater->avail_out;
    return status;
}

// MARK: the other compressions

static la_ssize_t lend_input(struct archive *raw, void *context, const void **buffer) {
    sk_stream *stream = context;
    if (stream->input_count == 0) {
        ssize_t count = receive(stream, 0);
        if (count < 0) {
            archive_set_error(raw, stream->errno_of_read, "read failed");
            return ARCHIVE_FATAL;
        }
        stream->input_count = (size_t)count;
    }
    *buffer = stream->input;
    stream->lent = stream->input_count;
    // What was peeked at to recognise the compression is lent first; from then on every chunk is lent once.
    stream->input_count = 0;
    return (la_ssize_t)stream->lent;
}

static int filter_code(SKCodec codec) {
    switch (codec) {
    case SKCodecZstd: return ARCHIVE_FILTER_ZSTD;
    case SKCodecXz: return ARCHIVE_FILTER_XZ;
    case SKCodecBzip2: return ARCHIVE_FILTER_BZIP2;
    case SKCodecGzip:
    case SKCodecUnknown: break;
    }
    return ARCHIVE_FILTER_NONE;
}

static SKStatus raw_status(sk_stream *stream) {
    stream->message = archive_error_string(stream->raw);
    if (stream->errno_of_read != 0) return SKStatusSystem;
    if (archive_errno(stream->raw) == ENOMEM) return SKStatusNoMemory;
    // The decoders ask for more input only when they have used up what they had.
    return stream->input_ended ? SKStatusTruncated : SKStatusCorrupt;
}

static SKStatus open_raw(sk_stream *stream) {
    stream->raw = archive_read_new();
    if (stream->raw == NULL) return SKStatusNoMemory;
    // An explicit filter instead of libarchive's guessing: a guess would also undo a second, inner compression.
    if (archive_read_support_format_raw(stream->raw) != ARCHIVE_OK ||
        archive_read_support_format_empty(stream->raw) != ARCHIVE_OK ||
        archive_read_append_filter(stream->raw, filter_code(stream->codec)) != ARCHIVE_OK)
        return SKStatusNoMemory;
    if (archive_read_open(stream->raw, stream, NULL, lend_input, NULL) != ARCHIVE_OK) return raw_status(stream);
    // The empty format also offers itself when the very first block cannot be decompressed; only the error tells.
    if (archive_errno(stream->raw) != 0) return raw_status(stream);
    struct archive_entry *entry;
    switch (archive_read_next_header(stream->raw, &entry)) {
    case ARCHIVE_OK:
    case ARCHIVE_WARN:
        return SKStatusMore;
    case ARCHIVE_EOF:
        return SKStatusEnd;
    default:
        return raw_status(stream);
    }
}

static SKStatus end_of_raw(sk_stream *stream) {
    int64_t used = archive_filter_bytes(stream->raw, -1);
    int64_t rest = stream->received - used;
    if (rest <= 0 || (size_t)rest > stream->lent) rest = 0;
    stream->received -= rest;
    return count_trailing(stream, stream->input + stream->lent - rest, (size_t)rest);
}

static SKStatus next_of_raw(sk_stream *stream, const uint8_t **bytes, size_t *count) {
    if (stream->opening == SKStatusEnd) return end_of_raw(stream);
    const void *block;
    la_int64_t offset;
    switch (archive_read_data_block(stream->raw, &block, count, &offset)) {
    case ARCHIVE_OK:
    case ARCHIVE_WARN:
        *bytes = block;
        return SKStatusMore;
    case ARCHIVE_EOF:
        *count = 0;
        return end_of_raw(stream);
    default:
        *count = 0;
        return raw_status(stream);
    }
}

// MARK: ahead

static void close_ahead(struct ahead *ahead) {
    if (ahead == NULL) return;
    pthread_mutex_lock(&ahead->mutex);
    ahead->is_closing = true;
    pthread_cond_broadcast(&ahead->changed);
    pthread_mutex_unlock(&ahead->mutex);
    pthread_join(ahead->thread, NULL);
    pthread_cond_destroy(&ahead->changed);
    pthread_mutex_destroy(&ahead->mutex);
    free(ahead);
}

static SKStatus next_now(sk_stream *stream, const uint8_t **bytes, size_t *count);
static int64_t consumed_now(const sk_stream *stream);

static void *read_ahead(void *argument) {
    sk_stream *stream = argument;
    struct ahead *ahead = stream->ahead;
    sk_thread_began();
    SKStatus status = SKStatusMore;
    while (status == SKStatusMore) {
        pthread_mutex_lock(&ahead->mutex);
        while (ahead->filled - ahead->taken == ahead_slots - 1 && !ahead->is_closing)
            pthread_cond_wait(&ahead->changed, &ahead->mutex);
        bool is_closing = ahead->is_closing;
        pthread_mutex_unlock(&ahead->mutex);
        if (is_closing) break;
        struct slot *slot = &ahead->slots[ahead->filled % ahead_slots];
        const uint8_t *bytes;
        // zlib and libdeflate write into the slot; libarchive's blocks are its own, and smaller.
        uint8_t *usual = stream->output;
        stream->output = slot->bytes;
        status = next_now(stream, &bytes, &slot->count);
        stream->output = usual;
        if (slot->count > sizeof slot->bytes) {
            status = SKStatusNoMemory;
            slot->count = 0;
        }
        if (bytes != slot->bytes) memcpy(slot->bytes, bytes, slot->count);
        slot->status = status;
        slot->consumed = consumed_now(stream);
        slot->produced = stream->produced;
        pthread_mutex_lock(&ahead->mutex);
        ahead->filled += 1;
        pthread_cond_signal(&ahead->changed);
        pthread_mutex_unlock(&ahead->mutex);
    }
    return NULL;
}

/// Without a thread to be had, all goes on in the caller's.
static void start_ahead(sk_stream *stream) {
    struct ahead *ahead = calloc(1, sizeof *ahead);
    if (ahead == NULL) return;
    pthread_mutex_init(&ahead->mutex, NULL);
    pthread_cond_init(&ahead->changed, NULL);
    stream->ahead = ahead;
    // Signals are for the thread that waits for people and children.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failure = pthread_create(&ahead->thread, NULL, read_ahead, stream);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failure == 0) return;
    stream->ahead = NULL;
    pthread_cond_destroy(&ahead->changed);
    pthread_mutex_destroy(&ahead->mutex);
    free(ahead);
}

static SKStatus next_from_ahead(struct ahead *ahead, const uint8_t **bytes, size_t *count) {
    pthread_mutex_lock(&ahead->mutex);
    struct slot *slot = &ahead->slots[ahead->taken % ahead_slots];
    // After the last slot there is nothing to wait for: its status is the answer for ever.
    struct slot *last = ahead->taken == 0 ? NULL : &ahead->slots[(ahead->taken - 1) % ahead_slots];
    if (last != NULL && last->status != SKStatusMore) {
        slot = last;
        slot->count = 0;
    } else {
        while (ahead->filled == ahead->taken) pthread_cond_wait(&ahead->changed, &ahead->mutex);
        ahead->taken += 1;
        ahead->consumed = slot->consumed;
        ahead->produced = slot->produced;
        pthread_cond_signal(&ahead->changed);
    }
    pthread_mutex_unlock(&ahead->mutex);
    *bytes = slot->bytes;
    *count = slot->count;
    return slot->status;
}

// MARK: stream

static sk_stream *open_stream(int descriptor, sk_source source, void *context, bool at_once, int64_t maximum_output,
                              int64_t maximum_ratio, int64_t ratio_from) {
    sk_stream *stream = calloc(1, sizeof *stream);
    if (stream == NULL) return NULL;
    // Twice, so that few bytes are moved to the front.
    stream->input_capacity = at_once ? 2 * whole_member : usual_input;
    stream->output_capacity = at_once ? whole_member : usual_output;
    stream->input = malloc(stream->input_capacity);
    stream->output = malloc(stream->output_capacity);
    if (at_once) stream->fast = libdeflate_alloc_decompressor();
    if (stream->input == NULL || stream->output == NULL || (at_once && stream->fast == NULL)) {
        sk_stream_close(stream);
        return NULL;
    }
    stream->descriptor = descriptor;
    stream->source = source;
    stream->context = context;
    stream->maximum_output = maximum_output;
    stream->maximum_ratio = maximum_ratio;
    stream->ratio_from = ratio_from;
    stream->pending = SKStatusMore;
    // A pipe may hand out the first bytes one by one.
    while (stream->input_count < 6) {
        ssize_t count = receive(stream, stream->input_count);
        if (count < 0) stream->opening = SKStatusSystem;
        if (count <= 0) break;
        stream->input_count += (size_t)count;
    }
    if (stream->opening == SKStatusSystem) return stream;
    stream->codec = recognise(stream);
    switch (stream->codec) {
    case SKCodecUnknown:
        stream->opening = SKStatusMore;
        break;
    case SKCodecGzip:
        stream->opening = open_gzip(stream);
        break;
    case SKCodecZstd:
    case SKCodecXz:
    case SKCodecBzip2:
        stream->opening = open_raw(stream);
        break;
    }
    if (stream->opening < 0) stream->pending = stream->opening;
    if (at_once && stream->codec != SKCodecUnknown && stream->opening >= 0) start_ahead(stream);
    return stream;
}

sk_stream *sk_stream_open(int descriptor, bool at_once, int64_t maximum_output, int64_t maximum_ratio,
                          int64_t ratio_from) {
    return open_stream(descriptor, NULL, NULL, at_once, maximum_output, maximum_ratio, ratio_from);
}

sk_stream *sk_stream_open_source(sk_source source, void *context, bool at_once, int64_t maximum_output,
                                 int64_t maximum_ratio, int64_t ratio_from) {
    return open_stream(-1, source, context, at_once, maximum_output, maximum_ratio, ratio_from);
}

void sk_stream_close(sk_stream *stream) {
    if (stream == NULL) return;
    close_ahead(stream->ahead);
    if (stream->has_inflater) inflateEnd(&stream->inflater);
    if (stream->fast != NULL) libdeflate_free_decompressor(stream->fast);
    archive_read_free(stream->raw);
    free(stream->input);
    free(stream->output);
    free(stream);
}

SKCodec sk_stream_codec(const sk_stream *stream) {
    return stream->codec;
}

SKStatus sk_stream_opening(const sk_stream *stream) {
    return stream->opening < 0 ? stream->opening : SKStatusMore;
}

/// Cuts what is about to be lent at the caller's limits.
static SKStatus limit(sk_stream *stream, SKStatus status, size_t *count) {
    int64_t room = stream->maximum_output - stream->produced;
    if ((int64_t)*count > room) {
        *count = room > 0 ? (size_t)room : 0;
        status = SKStatusTooLarge;
    }
    stream->produced += (int64_t)*count;
    int64_t consumed = consumed_now(stream);
    if (stream->produced > stream->ratio_from && consumed > 0 &&
        stream->produced / consumed >= stream->maximum_ratio && status >= 0)
        status = SKStatusTooDense;
    return status;
}

static SKStatus next_now(sk_stream *stream, const uint8_t **bytes, size_t *count) {
    *bytes = stream->output;
    *count = 0;
    while (stream->pending == SKStatusMore && *count == 0) {
        SKStatus status = stream->codec == SKCodecGzip ? next_of_gzip(stream, bytes, count)
                                                          : next_of_raw(stream, bytes, count);
        stream->pending = limit(stream, status, count);
    }
    return *count > 0 ? SKStatusMore : stream->pending;
}

SKStatus sk_stream_next(sk_stream *stream, const uint8_t **bytes, size_t *count) {
    return stream->ahead == NULL ? next_now(stream, bytes, count) : next_from_ahead(stream->ahead, bytes, count);
}

int64_t sk_stream_consumed(const sk_stream *stream) {
    return stream->ahead == NULL ? consumed_now(stream) : stream->ahead->consumed;
}

static int64_t consumed_now(const sk_stream *stream) {
    return stream->codec == SKCodecGzip ? stream->received - (int64_t)stream->inflater.avail_in
                                          : stream->received;
}

int64_t sk_stream_produced(const sk_stream *stream) {
    return stream->ahead == NULL ? stream->produced : stream->ahead->produced;
}

int64_t sk_stream_trailing(const sk_stream *stream) {
    return stream->trailing;
}

bool sk_stream_trailing_is_zero(const sk_stream *stream) {
    return stream->trailing_is_zero;
}

int64_t sk_stream_members(const sk_stream *stream) {
    return stream->members;
}

bool sk_stream_members_agree(const sk_stream *stream) {
    return stream->members_agree || stream->codec != SKCodecGzip;
}

int sk_stream_errno(const sk_stream *stream) {
    return stream->errno_of_read;
}

const char *sk_stream_message(const sk_stream *stream) {
    return stream->message == NULL ? "" : stream->message;
}

// MARK: tar

struct sk_tar {
    sk_stream *stream;
    struct archive *archive;
    /// libarchive translates names into the locale's character set, and composes accents while it is at it. In the
    /// C locale it cannot, and hands over the bytes as they are in the archive: what a bundle needs.
    locale_t plain;
    /// Bytes libarchive may still ask for while it reads headers; negative when it reads data.
    int64_t header_room;
    int64_t data_offset;
    bool any_header;
    bool has_data;
    bool has_end_mark;
    bool has_hidden_data;
    bool ended;
    SKStatus failure;
    const uint8_t *chunk;
    size_t chunk_count;
    int64_t received;
};

static la_ssize_t lend_plain(struct archive *archive, void *context, const void **buffer) {
    sk_tar *tar = context;
    const uint8_t *bytes;
    size_t count;
    SKStatus status = sk_stream_next(tar->stream, &bytes, &count);
    if (status < 0) {
        tar->failure = status;
        archive_set_error(archive, EIO, "%s", sk_stream_message(tar->stream));
        return ARCHIVE_FATAL;
    }
    if (tar->header_room >= 0 && (int64_t)count > tar->header_room) {
        tar->failure = SKStatusLongHeader;
        archive_set_error(archive, EIO, "the headers of one entry exceed %d bytes", header_capacity);
        return ARCHIVE_FATAL;
    }
    if (tar->header_room >= 0) tar->header_room -= (int64_t)count;
    tar->chunk = bytes;
    tar->chunk_count = count;
    tar->received += (int64_t)count;
    *buffer = bytes;
    return (la_ssize_t)count;
}

sk_tar *sk_tar_open(sk_stream *stream) {
    sk_tar *tar = calloc(1, sizeof *tar);
    if (tar == NULL) return NULL;
    tar->stream = stream;
    tar->failure = SKStatusMore;
    tar->header_room = header_capacity;
    tar->plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    tar->archive = archive_read_new();
    if (tar->plain == (locale_t)0 || tar->archive == NULL ||
        archive_read_support_format_tar(tar->archive) != ARCHIVE_OK) {
        sk_tar_close(tar);
        return NULL;
    }
    // The caller learns of it at the first header.
    if (archive_read_open(tar->archive, tar, NULL, lend_plain, NULL) != ARCHIVE_OK && tar->failure >= 0)
        tar->failure = SKStatusNotTar;
    return tar;
}

void sk_tar_close(sk_tar *tar) {
    if (tar == NULL) return;
    archive_read_free(tar->archive);
    if (tar->plain != (locale_t)0) freelocale(tar->plain);
    free(tar);
}

static SKStatus fail(sk_tar *tar, SKStatus status) {
    if (tar->failure >= 0) tar->failure = status;
    return tar->failure;
}

static bool has_other_than_ascii(const char *text) {
    for (; text != NULL && *text != 0; text += 1) {
        if ((unsigned char)*text >= 0x80) return true;
    }
    return false;
}

static SKEntryKind kind_of(struct archive_entry *entry) {
    if (archive_entry_hardlink(entry) != NULL || archive_entry_symlink(entry) != NULL) return SKEntryKindLink;
    switch (archive_entry_filetype(entry)) {
    case AE_IFREG: return SKEntryKindFile;
    case AE_IFDIR: return SKEntryKindDirectory;
    case AE_IFLNK: return SKEntryKindLink;
    default: return SKEntryKindOther;
    }
}

static void describe(struct archive_entry *source, bool warned, sk_entry *entry) {
    const char *path = archive_entry_pathname(source);
    entry->path = path == NULL ? "" : path;
    entry->kind = kind_of(source);
    entry->size = archive_entry_size(source);
    entry->permissions = (uint32_t)archive_entry_perm(source);
    entry->user = archive_entry_uid(source);
    entry->group = archive_entry_gid(source);
    entry->modified = archive_entry_mtime(source);
    // The one warning that is expected: the C locale has no letters beyond ASCII.
    entry->odd = warned && !has_other_than_ascii(path) && !has_other_than_ascii(archive_entry_hardlink(source)) &&
        !has_other_than_ascii(archive_entry_symlink(source)) &&
        !has_other_than_ascii(archive_entry_uname(source)) && !has_other_than_ascii(archive_entry_gname(source));
}

static SKStatus read_header(sk_tar *tar, sk_entry *entry) {
    const uint8_t *bytes;
    size_t count;
    SKStatus status = SKStatusMore;
    while (tar->has_data && status == SKStatusMore) status = sk_tar_data(tar, &bytes, &count);
    if (status < 0) return status;

    int64_t before = archive_filter_bytes(tar->archive, -1);
    tar->header_room = header_capacity;
    struct archive_entry *source;
    int code = archive_read_next_header(tar->archive, &source);
    tar->header_room = -1;
    // libarchive turns some errors of its input into a warning.
    if (tar->failure < 0) return tar->failure;
    switch (code) {
    case ARCHIVE_OK:
    case ARCHIVE_WARN:
        tar->any_header = true;
        tar->data_offset = 0;
        describe(source, code == ARCHIVE_WARN, entry);
        tar->has_data = entry->kind == SKEntryKindFile;
        // This is also how libarchive gives up on too many extended headers: with a warning and no name.
        if (entry->path[0] == 0) return fail(tar, SKStatusBadTar);
        if (archive_entry_sparse_count(source) > 0) return fail(tar, SKStatusSparse);
        return SKStatusMore;
    case ARCHIVE_EOF: {
        int64_t padded = (before + tar_block - 1) / tar_block * tar_block;
        tar->has_end_mark = archive_filter_bytes(tar->archive, -1) >= padded + 2 * tar_block;
        tar->ended = true;
        return SKStatusEnd;
    }
    default:
        return fail(tar, tar->any_header ? SKStatusBadTar : SKStatusNotTar);
    }
}

SKStatus sk_tar_next(sk_tar *tar, sk_entry *entry) {
    if (tar->failure < 0) return tar->failure;
    if (tar->ended) return SKStatusEnd;
    locale_t usual = uselocale(tar->plain);
    SKStatus status = read_header(tar, entry);
    uselocale(usual);
    return status;
}

SKStatus sk_tar_data(sk_tar *tar, const uint8_t **bytes, size_t *count) {
    *bytes = NULL;
    *count = 0;
    if (tar->failure < 0) return tar->failure;
    if (!tar->has_data) return SKStatusEnd;
    const void *block;
    la_int64_t offset;
    switch (archive_read_data_block(tar->archive, &block, count, &offset)) {
    case ARCHIVE_OK:
        if (offset != tar->data_offset) return fail(tar, SKStatusSparse);
        tar->data_offset += (int64_t)*count;
        *bytes = block;
        return SKStatusMore;
    case ARCHIVE_EOF:
        *count = 0;
        tar->has_data = false;
        return SKStatusEnd;
    default:
        *count = 0;
        return fail(tar, SKStatusBadTar);
    }
}

SKStatus sk_tar_finish(sk_tar *tar) {
    if (tar->failure < 0) return tar->failure;
    int64_t rest = tar->received - archive_filter_bytes(tar->archive, -1);
    // More than the last chunk can only be left when libarchive looked at a block and did not take it.
    tar->has_hidden_data = rest > (int64_t)tar->chunk_count ||
        (rest > 0 && !is_zero(tar->chunk + tar->chunk_count - rest, (size_t)rest));
    const uint8_t *bytes;
    size_t count;
    SKStatus status;
    while ((status = sk_stream_next(tar->stream, &bytes, &count)) == SKStatusMore) {
        tar->has_hidden_data = tar->has_hidden_data || !is_zero(bytes, count);
    }
    return status < 0 ? fail(tar, status) : status;
}

bool sk_tar_has_end_mark(const sk_tar *tar) {
    return tar->has_end_mark;
}

bool sk_tar_has_hidden_data(const sk_tar *tar) {
    return tar->has_hidden_data;
}

const char *sk_tar_message(const sk_tar *tar) {
    const char *message = archive_error_string(tar->archive);
    return message == NULL ? "" : message;
}
