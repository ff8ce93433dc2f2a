/*
 * A stand-in for the AMPS server, for demonstrations and tests. It is no part of AMPS and holds none of it.
 *
 * It follows what 60East's public documentation says about the outside of a server: command line, banner, log lines,
 * statistics database, admin interface, signals. "Not documented" marks the places where the documentation is silent
 * and this program does the least that would satisfy it. Nothing here delivers messages.
 *
 * Whatever a support tool must never do to a running server leaves a file `telltale-…` in the working directory.
 *
 * Environment (none of it is AMPS's own):
 *   AMPS_DEMO_HISTORY=START+SECONDS   write the logs and statistics of that past period (Unix seconds), then end
 *   AMPS_DEMO_LOG_MS=200              milliseconds between two log events (history: 2000)
 *   AMPS_DEMO_INTERVAL_MS=…           milliseconds between two statistics samples (default: Admin/Interval)
 *   AMPS_DEMO_JOURNAL_MODE=delete     journal mode of the statistics database: delete or wal
 *   AMPS_DEMO_ECHO=event              the configuration in the log: one `event` of many lines, or `lines` with headers
 *   AMPS_DEMO_ADMIN_CREDENTIALS=u:p   what Basic authentication expects, where Admin/WWWAuthenticate asks for it
 *   AMPS_DEMO_LIFETIME=3600           seconds after which it ends by itself, so that a forgotten one does not stay
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <regex.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#define VERSION "5.3.4.112.930417.3fa8c21"
#define BANNER "AMPS " VERSION " - stand-in for demonstrations and tests, not 60East software"
#define BUILT "(Built: 2025-02-11T08:14:00Z)"

#define MICROSECONDS_PER_SECOND INT64_C(1000000)
/* Statistics count milliseconds from the Julian-day epoch: 2440588 days of 86400 s before the Unix epoch. */
#define JULIAN_EPOCH_SECONDS INT64_C(210866803200)
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- text -------------------------------------------------------------------------------------------------------- */

struct text {
    char *bytes;
    size_t length, capacity;
};

static void fail(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

static void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("Error: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static void appendBytes(struct text *text, const char *bytes, size_t length) {
    if (text->length + length + 1 > text->capacity) {
        text->capacity = (text->length + length + 1) * 2;
        text->bytes = realloc(text->bytes, text->capacity);
        if (!text->bytes) fail("out of memory");
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

static void append(struct text *text, const char *string) { appendBytes(text, string, strlen(string)); }

static void appendFormatted(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void appendFormatted(struct text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *string = NULL;
    int length = vasprintf(&string, format, arguments);
    va_end(arguments);
    if (length < 0) fail("out of memory");
    appendBytes(text, string, (size_t)length);
    free(string);
}

static char *copyTrimmed(const char *begin, const char *end) {
    while (begin < end && isspace((unsigned char)*begin)) begin++;
    while (end > begin && isspace((unsigned char)end[-1])) end--;
    char *copy = strndup(begin, (size_t)(end - begin));
    if (!copy) fail("out of memory");
    return copy;
}

static bool readFile(const char *path, struct text *text) {
    FILE *file = fopen(path, "re");
    if (!file) return false;
    char buffer[65536];
    size_t count;
    while ((count = fread(buffer, 1, sizeof buffer, file)) > 0) appendBytes(text, buffer, count);
    bool whole = !ferror(file);
    fclose(file);
    append(text, "");
    return whole;
}

/* ---- clock and environment --------------------------------------------------------------------------------------- */

static bool inHistory;
static int64_t historyMicroseconds;

static int64_t nowMicroseconds(void) {
    if (inHistory) return historyMicroseconds;
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return time.tv_sec * MICROSECONDS_PER_SECOND + time.tv_nsec / 1000;
}

static int64_t environmentNumber(const char *name, int64_t otherwise) {
    const char *value = getenv(name);
    return value && *value ? strtoll(value, NULL, 10) : otherwise;
}

/* The same numbers on every machine and in every run. */
static uint32_t randomState = 20260318;

static uint32_t randomBelow(uint32_t limit) {
    randomState = randomState * 1664525u + 1013904223u;
    return (randomState >> 8) % limit;
}

/* ---- what must never happen -------------------------------------------------------------------------------------- */

static void appendLine(const char *path, const char *line) {
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0) return;
    dprintf(file, "%s\n", line);
    close(file);
}

static void leaveTelltale(const char *name, const char *detail) {
    char path[256];
    snprintf(path, sizeof path, "telltale-%s", name);
    appendLine(path, detail);
}

/* The directory of the executable, with a slash at its end. */
static void ownDirectory(char directory[PATH_MAX]) {
    ssize_t length = readlink("/proc/self/exe", directory, PATH_MAX - 1);
    if (length < 0) length = 0;
    directory[length] = '\0';
    char *slash = strrchr(directory, '/');
    if (slash) slash[1] = '\0';
}

/* Where a test has put a file `executions` beside the executable, every start of it becomes a line there. */
static void recordExecution(const char *commandLine) {
    char path[PATH_MAX + 16];
    ownDirectory(path);
    strcat(path, "executions");
    if (access(path, W_OK) == 0) appendLine(path, commandLine);
}

/* ---- configuration ----------------------------------------------------------------------------------------------- */

static struct text expandedConfiguration;  /* includes resolved, variables replaced, comments kept */
static struct text bareConfiguration;      /* the same with comments blanked out, to read elements from */

struct entity {
    char *name, *path;
};
static struct entity entities[32];
static size_t entityCount;

static void expandVariables(const struct text *from, struct text *to) {
    const char *at = from->bytes, *end = from->bytes + from->length;
    while (at < end) {
        const char *close = at[0] == '$' && at[1] == '{' ? memchr(at, '}', (size_t)(end - at)) : NULL;
        char *name = close ? strndup(at + 2, (size_t)(close - at - 2)) : NULL;
        const char *value = name ? getenv(name) : NULL;
        if (value) {
            append(to, value);
            at = close + 1;
        } else {
            appendBytes(to, at++, 1);
        }
        free(name);
    }
    append(to, "");
}

static void readEntities(const char *begin, const char *end) {
    while ((begin = memmem(begin, (size_t)(end - begin), "<!ENTITY", 8))) {
        char name[128], path[PATH_MAX];
        if (entityCount < COUNT(entities) && sscanf(begin, "<!ENTITY %127s SYSTEM \"%4095[^\"]\"", name, path) == 2) {
            entities[entityCount++] = (struct entity){strdup(name), strdup(path)};
        }
        begin += 8;
    }
}

static void resolveFile(const char *path, const char *including, int depth, struct text *to);

/* Copies `from` with <Include> elements and external entities replaced by the files they name. */
static void resolve(const struct text *from, const char *path, int depth, struct text *to) {
    const char *at = from->bytes, *end = from->bytes + from->length;
    while (at < end) {
        size_t rest = (size_t)(end - at);
        const char *close;
        if (rest > 4 && !strncmp(at, "<!--", 4) && (close = memmem(at, rest, "-->", 3))) {
            appendBytes(to, at, (size_t)(close + 3 - at));
            at = close + 3;
        } else if (rest > 9 && !strncmp(at, "<![CDATA[", 9) && (close = memmem(at, rest, "]]>", 3))) {
            appendBytes(to, at, (size_t)(close + 3 - at));
            at = close + 3;
        } else if (depth > 0 && rest > 5 && !strncmp(at, "<?xml", 5) && (close = memmem(at, rest, "?>", 2))) {
            at = close + 2;
        } else if (rest > 9 && !strncmp(at, "<!DOCTYPE", 9) && (close = memmem(at, rest, "]>", 2))) {
            readEntities(at, close);
            at = close + 2;
        } else if (rest > 9 && !strncmp(at, "<Include>", 9) && (close = memmem(at, rest, "</Include>", 10))) {
            char *target = copyTrimmed(at + 9, close);
            resolveFile(target, path, depth + 1, to);
            free(target);
            at = close + 10;
        } else if (*at == '&' && (close = memchr(at, ';', rest))) {
            const char *target = NULL;
            for (size_t index = 0; index < entityCount; index++) {
                size_t length = strlen(entities[index].name);
                if (length == (size_t)(close - at - 1) && !strncmp(entities[index].name, at + 1, length)) {
                    target = entities[index].path;
                }
            }
            if (target) resolveFile(target, path, depth + 1, to);
            else appendBytes(to, at, (size_t)(close + 1 - at));
            at = close + 1;
        } else {
            appendBytes(to, at++, 1);
        }
    }
}

/*
 * Not documented: what a relative path in an Include is relative to. For other paths it is the working directory, for
 * the entities of XML the file that holds them; both are tried, in this order.
 */
static void resolveFile(const char *path, const char *including, int depth, struct text *to) {
    if (depth > 8) fail("configuration includes are nested too deeply at %s", path);
    struct text raw = {0}, expanded = {0};
    char beside[PATH_MAX];
    if (!readFile(path, &raw) && including) {
        const char *slash = strrchr(including, '/');
        snprintf(beside, sizeof beside, "%.*s%s", slash ? (int)(slash + 1 - including) : 0, including, path);
        path = beside;
        raw.length = 0;
        if (!readFile(path, &raw)) fail("cannot read configuration file %s", path);
    } else if (!raw.bytes) {
        fail("cannot read configuration file %s", path);
    }
    expandVariables(&raw, &expanded);
    resolve(&expanded, path, depth, to);
    free(raw.bytes);
    free(expanded.bytes);
}

/* The inside of the first `tag` element within a range; false when there is none. */
static bool findElement(const char **begin, const char **end, const char *tag) {
    char open[64], close[64];
    snprintf(open, sizeof open, "<%s>", tag);
    snprintf(close, sizeof close, "</%s>", tag);
    const char *from = memmem(*begin, (size_t)(*end - *begin), open, strlen(open));
    if (!from) return false;
    from += strlen(open);
    const char *to = memmem(from, (size_t)(*end - from), close, strlen(close));
    if (!to) return false;
    *begin = from;
    *end = to;
    return true;
}

static char *elementText(const char *begin, const char *end, const char *tag) {
    return findElement(&begin, &end, tag) ? copyTrimmed(begin, end) : NULL;
}

static char *adminText(const char *tag) {
    const char *begin = bareConfiguration.bytes, *end = begin + bareConfiguration.length;
    return findElement(&begin, &end, "Admin") ? elementText(begin, end, tag) : NULL;
}

static char *topLevelText(const char *tag) {
    return elementText(bareConfiguration.bytes, bareConfiguration.bytes + bareConfiguration.length, tag);
}

static void readConfiguration(const char *path) {
    char absolute[PATH_MAX];
    if (!realpath(path, absolute)) fail("cannot read configuration file %s", path);
    setenv("AMPS_CONFIG_PATH", absolute, 1);
    *strrchr(absolute, '/') = '\0';
    setenv("AMPS_CONFIG_DIRECTORY", absolute, 1);
    setenv("AMPS_VERSION", VERSION, 1);

    resolveFile(path, NULL, 0, &expandedConfiguration);
    appendBytes(&bareConfiguration, expandedConfiguration.bytes, expandedConfiguration.length);
    char *open = bareConfiguration.bytes, *close;
    while ((open = strstr(open, "<!--")) && (close = strstr(open, "-->"))) {
        memset(open, ' ', (size_t)(close + 3 - open));
    }
}

/* "256KB", "0.5T", "2G": bytes. */
static int64_t parseBytes(const char *value) {
    char *unit;
    double number = strtod(value, &unit);
    while (isspace((unsigned char)*unit)) unit++;
    switch (tolower((unsigned char)*unit)) {
    case 't': number *= 1024; /* fall through */
    case 'g': number *= 1024; /* fall through */
    case 'm': number *= 1024; /* fall through */
    case 'k': number *= 1024;
    }
    return (int64_t)number;
}

/* "10s", "500ms", "1m": milliseconds. */
static int64_t parseMilliseconds(const char *value) {
    char *unit;
    double number = strtod(value, &unit);
    while (isspace((unsigned char)*unit)) unit++;
    if (!strncasecmp(unit, "ms", 2)) return (int64_t)number;
    if (tolower((unsigned char)*unit) == 'm') return (int64_t)(number * 60000);
    if (tolower((unsigned char)*unit) == 'h') return (int64_t)(number * 3600000);
    return (int64_t)(number * 1000);
}

/* ---- logging ----------------------------------------------------------------------------------------------------- */

enum level { none, developer, trace, stats, info, warning, error, critical, emergency };
static const char *const levelNames[] = {"none", "developer", "trace",    "stats",    "info",
                                         "warning", "error",  "critical", "emergency"};

struct target {
    enum { toStdout, toStderr, toFile, toGzip, toSyslog } protocol;
    bool levels[COUNT(levelNames)];
    char *included, *excluded, *mask;
    int64_t rotationThreshold, written;
    unsigned counter;
    char path[PATH_MAX];
    FILE *file;
    gzFile compressed;
};
static struct target targets[16];
static size_t targetCount;

static void selectLevels(struct target *target, const char *lowest, const char *list) {
    for (size_t level = developer; level < COUNT(levelNames); level++) {
        target->levels[level] = list && strcasestr(list, levelNames[level]) != NULL;
    }
    if (!lowest) return;
    if (!strcasecmp(lowest, "debug")) lowest = "info";  /* obsolete synonym */
    bool reached = false;
    for (size_t level = developer; level < COUNT(levelNames); level++) {
        reached = reached || !strcasecmp(lowest, levelNames[level]);
        target->levels[level] = target->levels[level] || reached;
    }
}

static void readTargets(void) {
    const char *begin = bareConfiguration.bytes, *end = begin + bareConfiguration.length;
    if (!begin || !findElement(&begin, &end, "Logging")) return;
    const char *from = begin, *to = end;
    while (targetCount < COUNT(targets) && findElement(&from, &to, "Target")) {
        struct target *target = &targets[targetCount++];
        char *protocol = elementText(from, to, "Protocol");
        static const char *const protocols[] = {"stdout", "stderr", "file", "gzip", "syslog"};
        for (size_t index = 0; protocol && index < COUNT(protocols); index++) {
            if (!strcasecmp(protocol, protocols[index])) target->protocol = (int)index;
        }
        free(protocol);
        char *lowest = elementText(from, to, "Level"), *list = elementText(from, to, "Levels");
        selectLevels(target, lowest, list);
        free(lowest);
        free(list);
        target->included = elementText(from, to, "IncludeErrors");
        target->excluded = elementText(from, to, "ExcludeErrors");
        target->mask = elementText(from, to, "FileName");
        if (!target->mask) target->mask = strdup("%Y-%m-%dT%H%M%S.log");
        char *threshold = elementText(from, to, "RotationThreshold");
        if (threshold) target->rotationThreshold = parseBytes(threshold);
        free(threshold);
        from = to;
        to = end;
    }
}

static struct tm localTime(int64_t microseconds) {
    time_t seconds = (time_t)(microseconds / MICROSECONDS_PER_SECOND);
    struct tm parts;
    localtime_r(&seconds, &parts);
    return parts;
}

static void closeTarget(struct target *target) {
    if (target->file && target->protocol == toFile) fclose(target->file);
    if (target->compressed) gzclose(target->compressed);
    if (inHistory && (target->file || target->compressed)) {
        struct timespec time = {.tv_sec = nowMicroseconds() / MICROSECONDS_PER_SECOND};
        utimensat(AT_FDCWD, target->path, (struct timespec[]){time, time}, 0);
    }
    target->file = NULL;
    target->compressed = NULL;
}

/* Every strftime conversion holds in a file name, except %n: the rotation counter, five digits. */
static void openTarget(struct target *target) {
    if (target->protocol == toStdout) target->file = stdout;
    if (target->protocol == toStderr) target->file = stderr;
    if (target->protocol != toFile && target->protocol != toGzip) return;

    struct text mask = {0};
    for (const char *at = target->mask; *at; at++) {
        if (at[0] == '%' && at[1] == 'n') {
            appendFormatted(&mask, "%05u", target->counter);
            at++;
        } else {
            appendBytes(&mask, at, 1);
        }
    }
    struct tm parts = localTime(nowMicroseconds());
    char path[PATH_MAX - 8];
    path[strftime(path, sizeof path, mask.bytes, &parts)] = '\0';
    free(mask.bytes);
    snprintf(target->path, sizeof target->path, "%s%s", path, target->protocol == toGzip ? ".gz" : "");

    /* With rotation an existing file is truncated, without it is appended to. */
    bool appends = target->rotationThreshold == 0;
    target->written = 0;
    if (target->protocol == toGzip) {
        target->compressed = gzopen(target->path, appends ? "ab" : "wb");
    } else {
        target->file = fopen(target->path, appends ? "ae" : "we");
    }
    if (!target->file && !target->compressed) fail("cannot open log file %s: %s", target->path, strerror(errno));
}

/* A comma list of ids, each possibly a regular expression. */
static bool listMatches(const char *list, const char *identifier) {
    if (!list) return false;
    char *copy = strdup(list), *state = NULL;
    bool matches = false;
    for (char *item = strtok_r(copy, ", \t\r\n", &state); item; item = strtok_r(NULL, ", \t\r\n", &state)) {
        char pattern[256];
        snprintf(pattern, sizeof pattern, "^(%s)$", item);
        regex_t expression;
        if (regcomp(&expression, pattern, REG_EXTENDED | REG_NOSUB)) continue;
        matches = matches || regexec(&expression, identifier, 0, NULL, 0) == 0;
        regfree(&expression);
    }
    free(copy);
    return matches;
}

static bool accepts(const struct target *target, enum level level, const char *identifier) {
    if (target->protocol == toSyslog) return false;  /* the host's own log is left alone */
    if (listMatches(target->excluded, identifier)) return false;
    return target->levels[level] || listMatches(target->included, identifier);
}

static void writeToTarget(struct target *target, const char *bytes, size_t length) {
    if (!target->file && !target->compressed) openTarget(target);
    if (target->compressed) {
        gzwrite(target->compressed, bytes, (unsigned)length);
        if (!inHistory) gzflush(target->compressed, Z_SYNC_FLUSH);
    } else {
        fwrite(bytes, 1, length, target->file);
        fflush(target->file);
    }
    target->written += (int64_t)length;  /* of gzip, too, the uncompressed bytes count */
    if (target->rotationThreshold && target->written >= target->rotationThreshold) {
        closeTarget(target);
        target->counter++;
        openTarget(target);
    }
}

/* One event: a header and the text, which may go on over several lines that have no header. */
static void logEvent(int thread, enum level level, const char *identifier, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void logEvent(int thread, enum level level, const char *identifier, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *message = NULL;
    if (vasprintf(&message, format, arguments) < 0) fail("out of memory");
    va_end(arguments);

    int64_t now = nowMicroseconds();
    struct tm parts = localTime(now);
    char date[32];
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts);
    long offset = parts.tm_gmtoff / 60;
    struct text line = {0};
    /* Seven digits, of which the last is 0: the resolution is microseconds. */
    appendFormatted(&line, "%s.%06" PRId64 "0%c%02ld:%02ld [%d] %s: %s %s\n", date, now % MICROSECONDS_PER_SECOND,
                    offset < 0 ? '-' : '+', labs(offset) / 60, labs(offset) % 60, thread, levelNames[level],
                    identifier, message);
    for (size_t index = 0; index < targetCount; index++) {
        if (accepts(&targets[index], level, identifier)) writeToTarget(&targets[index], line.bytes, line.length);
    }
    free(line.bytes);
    free(message);
}

/*
 * The whole configuration goes into the log at the start, comments and values of variables included. Not documented:
 * id and level (the first documented id of category Startup is taken), and whether each line has a header of its own.
 */
static void echoConfiguration(void) {
    const char *form = getenv("AMPS_DEMO_ECHO");
    if (!form || strcmp(form, "lines") != 0) {
        logEvent(1, info, "00-0000", "AMPS configuration:\n%s", expandedConfiguration.bytes);
        return;
    }
    char *copy = strdup(expandedConfiguration.bytes), *rest = copy, *line;
    while ((line = strsep(&rest, "\n"))) logEvent(1, info, "00-0000", "%s", line);
    free(copy);
}

/* ---- statistics -------------------------------------------------------------------------------------------------- */

/*
 * The 22 pairs of tables, with the metrics whose names are documented. "fixed" metrics stand in _STATIC, the others in
 * _DYNAMIC. Not documented: the complete column lists; `id` in _STATIC is the name the admin interface gives an object.
 */
static const struct table {
    const char *name, *node;         /* node: its place in the admin interface, where that is documented */
    const char *objects;             /* one row per object and sample */
    const char *fixedColumns, *sampledColumns;
} tables[] = {
    {"HCPUS", "cpus", "all cpu0 cpu1", "", "idle_percent iowait_percent system_percent user_percent"},
    {"HDISKS", "disks", "sda", "mount_point", "file_system_free_percent in_progress read_await write_await"},
    {"HMEMORY", "memory", "memory", "", "free in_use swap_free swap_total"},
    {"HNET", "network", "lo eth0", "", "bytes_in bytes_out"},
    {"ICLIENTS", "clients",
     "order-entry-1 order-entry-2 risk-monitor demo-orders-b!demo-orders-a!sync!amps-replication",
     "authenticated_id client_name client_name_hash client_version connect_time connection_name correlation_id "
     "remote_address",
     "bytes_in bytes_in_per_sec bytes_out bytes_out_per_sec denied_reads denied_writes messages_in messages_in_per_sec "
     "messages_out messages_out_per_sec query_time queue_depth_out queue_max_latency queued_bytes_out "
     "transport_rx_queue transport_tx_queue subscription_count"},
    {"ICONFLATEDTOPICS", NULL, "", "", ""},
    {"ICONSOLE_LOGGERS", NULL, "stdout", "", ""},
    {"ICPUS", NULL, "all", "", ""},
    {"IFILE_LOGGERS", NULL, "amps", "", "bytes_written"},
    {"IGLOBALS", "api", "api", "", "command_queue_depth"},
    {"ILIFETIMES", "lifetimes", "", "event timestamp version", ""},
    {"IMEMORY", "memory", "memory", "", "vmsize rss"},
    {"IMEMORY_CACHES", NULL, "", "", ""},
    {"IPROCESSORS", "processors", "all processor-0", "description",
     "denied_reads denied_writes last_active matches_found matches_found_per_sec messages_received "
     "messages_received_per_sec throttle_count"},
    {"IQUEUES", "queues", "order-queue", "",
     "queue_depth seconds_behind owned transferred_in transferred_out age_of_oldest_lease backlog"},
    {"IREPLICATIONS", "replication", "demo-orders-b", "", "is_connected seconds_behind messages_out_per_sec"},
    {"ISOW", "sow", "orders-json", "",
     "inserts_per_sec updates_per_sec deletes_per_sec queries_per_sec insert_count valid_keys stored_bytes "
     "memory_bytes"},
    {"ISTATISTICS", NULL, "", "", ""},
    /* That topics and filters are stored is documented, the names of the columns are not. */
    {"ISUBSCRIPTIONS", NULL, "subscription-1 subscription-2", "client_name topic filter", ""},
    {"ISYSLOG_LOGGERS", NULL, "amps", "", ""},
    {"ITRANSPORTS", NULL, "json-tcp json-tls", "", ""},
    {"IVIEWS", NULL, "", "", ""},
};

static sqlite3 *database;
static sqlite3_stmt *sampleStatements[COUNT(tables)];

static bool run(const char *sql) { return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK; }

static void mustRun(const char *sql) {
    if (!run(sql)) fail("statistics database: %s in %s", sqlite3_errmsg(database), sql);
}

/* Takes the next word off a list separated by blanks; false at its end. */
static bool nextWord(const char **list, char word[64]) {
    *list += strspn(*list, " ");
    size_t length = strcspn(*list, " ");
    snprintf(word, 64, "%.*s", (int)length, *list);
    *list += length;
    return length > 0;
}

static const char *columnType(const char *column) {
    static const char *const texts[] = {"mount_point", "authenticated_id", "client_name", "client_version",
                                        "connection_name", "correlation_id", "remote_address", "event", "version",
                                        "description", "topic", "filter"};
    for (size_t index = 0; index < COUNT(texts); index++) {
        if (!strcmp(column, texts[index])) return "text";
    }
    return strstr(column, "_percent") ? "real" : "integer";
}

static int64_t statisticsTime(void) { return nowMicroseconds() / 1000 + JULIAN_EPOCH_SECONDS * 1000; }

/* A fixed value: believable, the same in every run. */
static void appendFixedValue(struct text *sql, const char *object, const char *column, size_t number) {
    if (!strcmp(column, "client_name")) {
        appendFormatted(sql, ", '%s'", strstr(object, "subscription") ? "risk-monitor" : object);
    } else if (!strcmp(column, "mount_point")) {
        append(sql, ", '/'");
    } else if (!strcmp(column, "authenticated_id")) {
        appendFormatted(sql, ", 'svc-orders-%zu'", number);
    } else if (!strcmp(column, "remote_address")) {
        appendFormatted(sql, ", '192.0.2.%zu:41%03zu'", 10 + number, number * 7);
    } else if (!strcmp(column, "topic")) {
        append(sql, ", 'orders'");
    } else if (!strcmp(column, "filter")) {
        append(sql, ", '/desk = ''EMEA'' AND /quantity > 1000'");
    } else if (!strcmp(column, "connect_time")) {
        appendFormatted(sql, ", %" PRId64, statisticsTime());
    } else if (!strcmp(column, "client_name_hash")) {
        appendFormatted(sql, ", %zu", 7700001 + number * 131);
    } else {
        appendFormatted(sql, ", '%s-%zu'", column, number);
    }
}

static void createTables(void) {
    for (size_t index = 0; index < COUNT(tables); index++) {
        const struct table *table = &tables[index];
        struct text fixed = {0}, sampled = {0}, insert = {0};
        char object[64], column[64];
        appendFormatted(&fixed, "CREATE TABLE IF NOT EXISTS %s_STATIC( static_id integer, id text", table->name);
        for (const char *columns = table->fixedColumns; nextWord(&columns, column);) {
            appendFormatted(&fixed, ", %s %s", column, columnType(column));
        }
        append(&fixed, ", PRIMARY KEY( static_id ) )");
        mustRun(fixed.bytes);

        /* The one statement that is documented word for word is that of IFILE_LOGGERS_DYNAMIC; the others follow it. */
        appendFormatted(&sampled, "CREATE TABLE IF NOT EXISTS %s_DYNAMIC( timestamp integer, static_id integer",
                        table->name);
        appendFormatted(&insert, "INSERT INTO %s_DYNAMIC VALUES( ?1, ?2", table->name);
        int parameter = 3;
        for (const char *columns = table->sampledColumns; nextWord(&columns, column);) {
            appendFormatted(&sampled, ", %s %s", column, columnType(column));
            appendFormatted(&insert, ", ?%d", parameter++);
        }
        append(&sampled, ", PRIMARY KEY( timestamp, static_id ) )");
        append(&insert, " )");
        mustRun(sampled.bytes);
        if (sqlite3_prepare_v2(database, insert.bytes, -1, &sampleStatements[index], NULL) != SQLITE_OK) {
            fail("statistics database: %s", sqlite3_errmsg(database));
        }

        size_t number = 0;
        for (const char *objects = table->objects; nextWord(&objects, object);) {
            struct text row = {0};
            appendFormatted(&row, "INSERT OR IGNORE INTO %s_STATIC VALUES( %zu, '%s'", table->name, ++number, object);
            for (const char *columns = table->fixedColumns; nextWord(&columns, column);) {
                appendFixedValue(&row, object, column, number);
            }
            append(&row, " )");
            mustRun(row.bytes);
            free(row.bytes);
        }
        free(fixed.bytes);
        free(sampled.bytes);
        free(insert.bytes);
    }
}

/* The three metrics are documented, not which of the two tables holds them. _STATIC seems to fit: one row per event. */
static void recordLifetime(const char *event) {
    if (!database) return;
    struct text sql = {0};
    int64_t time = statisticsTime();
    appendFormatted(&sql,
                    "INSERT INTO ILIFETIMES_STATIC SELECT coalesce(max(static_id), 0) + 1, "
                    "coalesce(max(static_id), 0) + 1, '%s', %" PRId64 ", '" VERSION "' FROM ILIFETIMES_STATIC;"
                    "INSERT INTO ILIFETIMES_DYNAMIC SELECT %" PRId64 ", max(static_id) FROM ILIFETIMES_STATIC",
                    event, time, time);
    run(sql.bytes);
    free(sql.bytes);
}

static void openStatistics(void) {
    char *path = adminText("FileName");
    if (sqlite3_open(path ? path : ":memory:", &database) != SQLITE_OK) {
        fail("statistics database %s: %s", path, sqlite3_errmsg(database));
    }
    free(path);
    /* Not documented: journal mode and patience. Whoever keeps the file locked for a second is noted down. */
    const char *mode = getenv("AMPS_DEMO_JOURNAL_MODE");
    mustRun(mode && !strcmp(mode, "wal") ? "PRAGMA journal_mode = wal" : "PRAGMA journal_mode = delete");
    sqlite3_busy_timeout(database, 1000);
    mustRun("BEGIN");
    createTables();
    recordLifetime("started");
    mustRun("COMMIT");
}

static void bindSample(sqlite3_stmt *statement, int parameter, const char *column) {
    if (!strcmp(columnType(column), "real")) {
        sqlite3_bind_double(statement, parameter, randomBelow(1000000) / 10000.0);
    } else if (!strcmp(column, "is_connected")) {
        sqlite3_bind_int64(statement, parameter, randomBelow(40) != 0);
    } else {
        sqlite3_bind_int64(statement, parameter, randomBelow(100000));
    }
}

static void sampleStatistics(void) {
    bool committed = inHistory || run("BEGIN IMMEDIATE");
    for (size_t index = 0; committed && index < COUNT(tables); index++) {
        sqlite3_stmt *statement = sampleStatements[index];
        int object = 0;
        char name[64], column[64];
        for (const char *objects = tables[index].objects; nextWord(&objects, name);) {
            sqlite3_bind_int64(statement, 1, statisticsTime());
            sqlite3_bind_int(statement, 2, ++object);
            int parameter = 3;
            for (const char *columns = tables[index].sampledColumns; nextWord(&columns, column);) {
                bindSample(statement, parameter++, column);
            }
            sqlite3_step(statement);
            sqlite3_reset(statement);
        }
    }
    if (!inHistory && !(committed && run("COMMIT"))) {
        /* Category 1B is SQLite; the number within it is not documented. */
        logEvent(3, error, "1B-0000", "statistics could not be committed: %s", sqlite3_errmsg(database));
        leaveTelltale("statistics-blocked", sqlite3_errmsg(database));
        run("ROLLBACK");
    }
}

/* ---- minidumps --------------------------------------------------------------------------------------------------- */

static void writeMinidump(void) {
    char *directory = topLevelText("MiniDumpDirectory");
    if (directory && !strcmp(directory, "disabled")) {
        free(directory);
        return;
    }
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%08x-%04x-%04x-%08x-%08x.dmp", directory ? directory : "/tmp",
             randomBelow(1u << 24) << 8, randomBelow(1u << 16), randomBelow(1u << 16), randomBelow(1u << 24) << 7,
             randomBelow(1u << 24) << 6);
    free(directory);
    /* The header of a minidump: signature, version, no streams, their place, checksum, time, flags. */
    int64_t seconds = nowMicroseconds() / MICROSECONDS_PER_SECOND;
    uint32_t header[8] = {0x504d444d, 0xa793, 0, 32, 0, (uint32_t)seconds, 0, 0};
    static const char stack[] = "stack memory: logon password=fake-minidump-stack-secret-9911";
    FILE *file = fopen(path, "we");
    if (!file) return;
    fwrite(header, sizeof header, 1, file);
    fwrite(stack, sizeof stack, 1, file);
    fclose(file);
    if (inHistory) utimensat(AT_FDCWD, path, (struct timespec[]){{.tv_sec = seconds}, {.tv_sec = seconds}}, 0);
    logEvent(6, critical, "01-0022",
             "AMPS has detected that it may not be running correctly and wrote a minidump to: %s", path);
}

/* ---- what happens in the instance -------------------------------------------------------------------------------- */

static unsigned step;

/*
 * The next event of an endless day at work. Texts and ids of the documented samples; an id ending in -0000 stands for
 * "this category, number not documented".
 */
static void nextEvent(void) {
    static const char *const clients[] = {"order-entry-1", "order-entry-2", "risk-monitor", "K\xf8" "benhavn-feed"};
    const char *client = clients[randomBelow(COUNT(clients))];
    unsigned host = 10 + randomBelow(40), port = 40000 + randomBelow(9000);
    switch (step++ % 16) {
    case 0:
        logEvent(9, info, "07-0000",
                 "New Client Connection\n      client info: %s\n"
                 "      uri: tcp://svc-orders:fake-uri-userinfo-pw-5521@orders-a.example.com:9007/amps/json\n"
                 "      remote address: 192.0.2.%u:%u", client, host, port);
        break;
    case 1:
        logEvent(9, trace, "12-0000",
                 "client[%s] command received\n      {\"c\":\"logon\",\"user_id\":\"svc-orders\","
                 "\"pw\":\"fake-logon-password-a1b2c3\"}", client);
        break;
    case 2:
    case 3:
        logEvent(9, trace, "12-0000",
                 "client[%s] command received\n      {\"c\":\"publish\",\"t\":\"orders\"}\n"
                 "      {\"id\":%u,\"note\":\"MESSAGEDATA-traced-order-417\"}", client, 100000 + step);
        break;
    case 4:
        logEvent(12, trace, "17-0000",
                 "client[risk-monitor] message sent\n      {\"id\":%u,\"note\":\"MESSAGEDATA-traced-delivery-418\"}",
                 100000 + step);
        break;
    case 5:
        logEvent(14, trace, "12-1002",
                 "client[demo-orders-a!demo-orders-b!sync!amps-replication] replication ack received: publish ack\n"
                 "      [txid=%u]", 35000 + step);
        break;
    case 6:
        if (step % 64 < 16) {
            logEvent(7, warning, "70-0011", "client[%s] slow consumption detected, offline messages.", client);
            logEvent(7, error, "70-0004", "client[%s] is not consuming messages, disconnecting slow client", client);
            logEvent(4, info, "07-0013", "client[%s] disconnected: slow client.", client);
        } else {
            logEvent(4, info, "07-0013", "client[%s] disconnected: connection closed.", client);
        }
        break;
    case 7:
        logEvent(5, warning, "02-0025",
                 "A client logon with an 'in use' client name for the same user id forced a disconnect of client: "
                 "client[%s] with user id: svc-orders", client);
        break;
    case 8:
        logEvent(6, error, "07-0042", "AMPS heartbeat manager is disconnecting an unresponsive client: %s", client);
        break;
    case 9:
        logEvent(3, stats, "05-0000", "statistics sample written");
        break;
    case 10:
        logEvent(20, info, "29-0103", "desk EMEA: %u open orders", 400 + randomBelow(200));
        break;
    case 11:
        logEvent(8, info, "19-0000",
                 "admin request from 127.0.0.1\n      Authorization: Basic YWRtaW46ZmFrZS1hZG1pbi1iYXNpYy1wdy0zMQ==");
        break;
    case 12:
        if (step % 4096 < 16) {
            logEvent(24, critical, "30-0000",
                     "thread 11 has been stuck for 61 seconds\n      last activity: message processor");
            writeMinidump();
        }
        break;
    case 13:
        logEvent(14, warning, "1D-0000",
                 "replication to demo-orders-b at tcp://svc-replication:fake-uri-userinfo-pw-5521@orders-b.example.com"
                 ":9104/amps lost; retrying");
        break;
    case 14:
        if (step % 128 < 16) logEvent(10, info, "07-0047", "Transport[json-tcp] being disabled.");
        break;
    default:
        logEvent(4, developer, "02-0000", "nothing to do");
    }
}

/* ---- admin interface --------------------------------------------------------------------------------------------- */

static char *expectedAuthorization;  /* NULL: everyone may */

static int openAdmin(void) {
    char *address = adminText("InetAddr");
    if (!address) return -1;  /* statistics are collected all the same */
    const char *colon = strrchr(address, ':');
    int port = atoi(colon ? colon + 1 : address);
    free(address);
    char *scheme = adminText("WWWAuthenticate");
    const char *credentials = getenv("AMPS_DEMO_ADMIN_CREDENTIALS");
    if (scheme && !strncasecmp(scheme, "Basic", 5) && credentials) {
        static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        struct text header = {0};
        append(&header, "Authorization: Basic ");
        for (size_t at = 0, length = strlen(credentials); at < length; at += 3) {
            uint32_t group = (uint32_t)(unsigned char)credentials[at] << 16;
            if (at + 1 < length) group |= (uint32_t)(unsigned char)credentials[at + 1] << 8;
            if (at + 2 < length) group |= (uint32_t)(unsigned char)credentials[at + 2];
            appendFormatted(&header, "%c%c%c%c", digits[group >> 18], digits[group >> 12 & 63],
                            at + 1 < length ? digits[group >> 6 & 63] : '=',
                            at + 2 < length ? digits[group & 63] : '=');
        }
        expectedAuthorization = header.bytes;
    }
    free(scheme);

    /* A stand-in is reachable from its own machine only, whatever host the configuration names. */
    struct sockaddr_in place = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, (struct sockaddr *)&place, sizeof place) || listen(listener, 16)) {
        fail("cannot listen on 127.0.0.1:%d: %s", port, strerror(errno));
    }
    return listener;
}

/* Numbers are strings in the JSON of the admin interface. */
static void appendNode(struct text *body, char half) {
    bool first = true;
    for (size_t index = 0; index < COUNT(tables); index++) {
        const struct table *table = &tables[index];
        if (table->name[0] != half || !table->node) continue;
        appendFormatted(body, "%s\"%s\":[", first ? "" : ",", table->node);
        first = false;
        struct text sql = {0};
        appendFormatted(&sql,
                        "SELECT s.*, d.* FROM %s_STATIC s LEFT JOIN %s_DYNAMIC d ON d.static_id = s.static_id AND "
                        "d.timestamp = ( SELECT max(timestamp) FROM %s_DYNAMIC ) ORDER BY s.static_id",
                        table->name, table->name, table->name);
        if (!strcmp(table->name, "ILIFETIMES")) {
            sql.length = 0;
            append(&sql, "SELECT * FROM ILIFETIMES_STATIC");
        }
        sqlite3_stmt *statement = NULL;
        sqlite3_prepare_v2(database, sql.bytes, -1, &statement, NULL);
        for (bool firstRow = true; sqlite3_step(statement) == SQLITE_ROW; firstRow = false) {
            append(body, firstRow ? "{" : ",{");
            bool firstColumn = true;
            for (int column = 0; column < sqlite3_column_count(statement); column++) {
                const char *name = sqlite3_column_name(statement, column);
                const char *value = (const char *)sqlite3_column_text(statement, column);
                bool isKey = !strcmp(name, "static_id") || (!strcmp(name, "timestamp") && table->objects[0]);
                if (isKey) continue;
                appendFormatted(body, "%s\"%s\":\"%s\"", firstColumn ? "" : ",", name, value ? value : "");
                firstColumn = false;
            }
            append(body, "}");
        }
        sqlite3_finalize(statement);
        free(sql.bytes);
        append(body, "]");
    }
}

static void answer(int client, const char *status, const char *type, const struct text *body) {
    struct text response = {0};
    appendFormatted(&response, "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\nConnection: close\r\n",
                    status, type, body->length);
    if (!strncmp(status, "401", 3)) append(&response, "WWW-Authenticate: Basic realm=\"AMPS Admin\"\r\n");
    append(&response, "\r\n");
    if (body->length) appendBytes(&response, body->bytes, body->length);
    send(client, response.bytes, response.length, MSG_NOSIGNAL);
    free(response.bytes);
}

static void serve(int listener) {
    int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (client < 0) return;
    struct timeval patience = {.tv_sec = 1};
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    char request[8192], method[16] = "", path[1024] = "";
    size_t length = 0;
    ssize_t count;
    request[0] = '\0';
    while (length < sizeof request - 1 && !strstr(request, "\r\n\r\n")
           && (count = recv(client, request + length, sizeof request - 1 - length, 0)) > 0) {
        length += (size_t)count;
        request[length] = '\0';
    }
    sscanf(request, "%15s %1023s", method, path);
    appendLine("admin-requests", path);

    struct text body = {0};
    if (strcasestr(path, "/amps/administrator")) {
        leaveTelltale("administrator", path);  /* in AMPS a GET here is an action */
        answer(client, "200 OK", "text/plain", &body);
    } else if (expectedAuthorization && !strcasestr(request, expectedAuthorization)) {
        answer(client, "401 Unauthorized", "text/plain", &body);
    } else if (strcmp(method, "GET") != 0) {
        answer(client, "405 Method Not Allowed", "text/plain", &body);
    } else if (!strcmp(path, "/amps/instance/config.xml")) {
        answer(client, "200 OK", "text/xml", &expandedConfiguration);
    } else if (!strcmp(path, "/amps.json")) {
        append(&body, "{\"amps\":{\"host\":{");
        appendNode(&body, 'H');
        append(&body, "},\"instance\":{");
        appendNode(&body, 'I');
        append(&body, "}}}");
        answer(client, "200 OK", "application/json", &body);
    } else if (!strcmp(path, "/amps/instance.json")) {
        append(&body, "{\"amps\":{\"instance\":{");
        appendNode(&body, 'I');
        append(&body, "}}}");
        answer(client, "200 OK", "application/json", &body);
    } else {
        answer(client, "404 Not Found", "text/plain", &body);
    }
    free(body.bytes);
    close(client);
}

/* ---- life -------------------------------------------------------------------------------------------------------- */

static volatile sig_atomic_t received[NSIG];

static void noteSignal(int number) { received[number] = 1; }

static void handleSignals(void) {
    static const int numbers[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};
    for (size_t index = 0; index < COUNT(numbers); index++) {
        sigaction(numbers[index], &(struct sigaction){.sa_handler = noteSignal}, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
}

static bool isToEnd(void) { return received[SIGTERM] || received[SIGINT] || received[SIGHUP]; }

static void actOnSignals(void) {
    static const struct {
        int number;
        const char *name;
    } others[] = {{SIGQUIT, "SIGQUIT"}, {SIGUSR1, "SIGUSR1"}, {SIGUSR2, "SIGUSR2"}};
    for (size_t index = 0; index < COUNT(others); index++) {
        if (!received[others[index].number]) continue;
        received[others[index].number] = 0;
        leaveTelltale(others[index].name, "received");
        if (others[index].number == SIGQUIT) writeMinidump();
    }
}

static int64_t statisticsInterval(void) {
    char *configured = adminText("Interval");
    int64_t milliseconds = configured ? parseMilliseconds(configured) : 10000;
    free(configured);
    if (milliseconds < 1000) milliseconds = 1000;  /* the documented minimum */
    milliseconds = environmentNumber("AMPS_DEMO_INTERVAL_MS", milliseconds);
    return (milliseconds > 0 ? milliseconds : 1) * 1000;
}

static void liveThroughHistory(int64_t seconds) {
    int64_t start = historyMicroseconds, end = start + seconds * MICROSECONDS_PER_SECOND;
    int64_t pace = environmentNumber("AMPS_DEMO_LOG_MS", 2000) * 1000, interval = statisticsInterval();
    int64_t nextLog = start + pace, nextSample = start + interval;
    mustRun("BEGIN");
    while (nextLog < end || nextSample < end) {
        if (nextLog <= nextSample) {
            historyMicroseconds = nextLog + randomBelow(1000000);  /* events keep no strict time */
            nextEvent();
            nextLog += pace;
        } else {
            historyMicroseconds = nextSample;
            sampleStatistics();
            nextSample += interval;
        }
    }
    historyMicroseconds = end;
    mustRun("COMMIT");
}

static void live(int listener) {
    int64_t pace = environmentNumber("AMPS_DEMO_LOG_MS", 200) * 1000, interval = statisticsInterval();
    if (pace < 1000) pace = 1000;
    int64_t start = nowMicroseconds(), nextLog = start, nextSample = start;
    int64_t end = start + environmentNumber("AMPS_DEMO_LIFETIME", 3600) * MICROSECONDS_PER_SECOND;
    while (!isToEnd() && nowMicroseconds() < end) {
        int64_t now = nowMicroseconds();
        if (now >= nextLog) {
            nextEvent();
            nextLog = now + pace;
        }
        if (now >= nextSample) {
            sampleStatistics();
            nextSample = now + interval;
        }
        actOnSignals();
        int64_t wait = (nextLog < nextSample ? nextLog : nextSample) - nowMicroseconds();
        struct pollfd connection = {.fd = listener, .events = POLLIN};
        if (poll(&connection, 1, wait > 0 ? (int)(wait / 1000) + 1 : 0) > 0) serve(listener);
    }
}

static const char *const help =
    "usage: ampServer [options] CONFIG.xml\n"
    "  --verify-config  --sample-config  --dump-config  --version  --help  --daemon  -D<variable>=<value>\n";
static const char *const sampleConfiguration =
    "<AMPSConfig>\n  <Name>sample</Name>\n  <Admin><InetAddr>localhost:8085</InetAddr></Admin>\n"
    "  <Logging><Target><Protocol>stdout</Protocol><Level>info</Level></Target></Logging>\n</AMPSConfig>\n";

static void printBanner(void) {
    puts(BANNER "\n" BUILT "\nFor all support questions: support@example.com\n");
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < 32768) {
        puts("Warning: ulimit -n is set less than the recommended value of 32768\n");
    }
    fflush(stdout);
}

int main(int count, char **arguments) {
    struct text commandLine = {0};
    for (int index = 0; index < count; index++) {
        appendFormatted(&commandLine, "%s%s", index ? " " : "", arguments[index]);
    }
    recordExecution(commandLine.bytes);

    const char *path = NULL;
    bool dumps = false, verifies = false, daemonises = false, knowsAll = true;
    for (int index = 1; index < count; index++) {
        char *argument = arguments[index];
        if (!strcmp(argument, "--version")) {
            /* Documented: "print the AMPS version string". The form of the start-up banner contains it. */
            puts(BANNER "\n" BUILT);
            return 0;
        } else if (!strcmp(argument, "--help")) {
            fputs(help, stdout);
            return 0;
        } else if (!strcmp(argument, "--sample-config")) {
            fputs(sampleConfiguration, stdout);
            return 0;
        } else if (!strcmp(argument, "--dump-config")) {
            dumps = true;
        } else if (!strcmp(argument, "--verify-config")) {
            verifies = true;
        } else if (!strcmp(argument, "--daemon")) {
            daemonises = true;
        } else if (!strncmp(argument, "-D", 2) && strchr(argument, '=')) {
            char *name = strdup(argument + 2);
            *strchr(name, '=') = '\0';
            setenv(name, strchr(argument, '=') + 1, 1);
            free(name);
        } else if (argument[0] == '-') {
            knowsAll = false;  /* as the real one: an unknown flag is ignored, and an instance starts */
        } else {
            path = argument;
        }
    }
    if (!knowsAll) leaveTelltale("unknown-flag", commandLine.bytes);
    free(commandLine.bytes);
    if (!path && knowsAll) {
        fputs(help, stderr);
        return 1;
    }
    if (path) readConfiguration(path);
    if (verifies) return 0;
    if (dumps) {
        fputs(expandedConfiguration.bytes ? expandedConfiguration.bytes : "", stdout);
        return 0;
    }

    int64_t historySeconds = 0;
    const char *history = getenv("AMPS_DEMO_HISTORY");
    if (history) {
        int64_t start;
        if (sscanf(history, "%" SCNd64 "+%" SCNd64, &start, &historySeconds) != 2) {
            fail("AMPS_DEMO_HISTORY: START+SECONDS");
        }
        historyMicroseconds = start * MICROSECONDS_PER_SECOND;
        inHistory = true;
    }
    handleSignals();
    char *name = bareConfiguration.bytes ? topLevelText("ProcessName") : NULL;
    if (name) prctl(PR_SET_NAME, name);
    free(name);
    if (bareConfiguration.bytes == NULL) append(&bareConfiguration, "");
    if (expandedConfiguration.bytes == NULL) append(&expandedConfiguration, "");
    readTargets();
    printBanner();
    if (daemonises && daemon(1, 0)) fail("cannot become a daemon: %s", strerror(errno));

    int64_t began = nowMicroseconds();
    echoConfiguration();  /* before it listens */
    openStatistics();
    int listener = inHistory ? -1 : openAdmin();
    logEvent(2, warning, "00-0007",
             "Topic 'orders.*' has regular expression characters which could cause unintentional misrouting of "
             "messages.");
    logEvent(1, info, "00-0015", "AMPS initialization completed (%" PRId64 " seconds).",
             (nowMicroseconds() - began) / MICROSECONDS_PER_SECOND);

    if (inHistory) liveThroughHistory(historySeconds);
    else live(listener);

    logEvent(1, info, "FF-0000", "AMPS is shutting down");
    recordLifetime("shutdown");
    for (size_t index = 0; index < COUNT(tables); index++) sqlite3_finalize(sampleStatements[index]);
    sqlite3_close(database);
    for (size_t index = 0; index < targetCount; index++) closeTarget(&targets[index]);
    return 0;
}
