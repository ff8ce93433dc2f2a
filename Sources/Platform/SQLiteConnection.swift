internal import CPlatform

/// What SQLite offers only to C, for a connection made elsewhere.
public enum SQLiteConnection {
    /// Prepares a connection for a database made by strangers: no triggers, views, extensions or untrusted functions, no
    /// change of internal tables, an end at the deadline or a signal.
    ///
    /// - Parameters:
    ///   - connection: an open connection.
    ///   - deadline: when its statements end.
    ///   - maximumValue: longer values, in bytes, are refused.
    ///   - mayAttach: whether further databases may be opened in it, which `VACUUM INTO` needs.
    @unsafe
    public static func guardAgainstStrangers(
        _ connection: OpaquePointer,
        deadline: MonotonicDeadline,
        maximumValue: Int32,
        mayAttach: Bool
    ) {
        unsafe sk_sqlite_guard(connection, deadline.nanoseconds, maximumValue, mayAttach)
    }

    /// Refuses every further database in a connection; what is attached stays.
    @unsafe
    public static func endAttaching(_ connection: OpaquePointer) {
        unsafe sk_sqlite_end_attaching(connection)
    }

    /// Moves the deadline of a guarded connection.
    @unsafe
    public static func setDeadline(_ connection: OpaquePointer, _ deadline: MonotonicDeadline) {
        unsafe sk_sqlite_set_connection_deadline(connection, deadline.nanoseconds)
    }

    /// Runs `body` while the connection knows two functions of `redact`.
    ///
    /// `sk_scan(n, key, value, …)` tells whether one of the values would be changed, the first being number `n`;
    /// `sk_redacted(n, key, value)` is the value, or its replacement. The key is the text in the same row that says what
    /// the values are, or NULL.
    ///
    /// The bytes of texts are UTF-8 whatever the encoding of the database, and complete: a zero does not end them.
    ///
    /// - Parameters:
    ///   - connection: an open connection.
    ///   - showsNumbers: for each number of a value whether it is also seen when it is a number and has no key.
    ///   - deadline: `redact` is not called later, and the statement ends.
    ///   - redact: gets a value that is not empty, its key, which may be, the number of the value and how it is stored; nil
    ///     keeps it.
    ///   - body: what to do with the functions.
    /// - Returns: what `body` returns.
    /// - Throws: ``SQLiteFunctionError``, and what `body` throws.
    @unsafe
    public static func withRedaction<Result>(
        _ connection: OpaquePointer,
        showsNumbers: [Bool],
        deadline: MonotonicDeadline,
        redact: (Span<UInt8>, Span<UInt8>, Int, SQLiteValueKind) -> SQLiteReplacement?,
        body: () throws -> Result
    ) throws -> Result {
        try withoutActuallyEscaping(redact) { redact in
            let context = RedactionContext(redact)
            // A function can outlive this call in a prepared statement, the closure must not.
            defer { context.redact = nil }
            let numbers: [UInt8] = showsNumbers.map { $0 ? 1 : 0 }
            let code = unsafe sk_sqlite_add_redaction(
                connection,
                numbers,
                Int32(clamping: numbers.count),
                deadline.nanoseconds,
                Unmanaged.passRetained(context).toOpaque(),
                { context, value, result in
                    guard let context = unsafe context, let value = unsafe value?.pointee,
                        let redact = unsafe Unmanaged<RedactionContext>.fromOpaque(context).takeUnretainedValue().redact
                    else { return -SQLITE_MISUSE }
                    let kind = unsafe SQLiteValueKind(value.kind)
                    let (content, key) = unsafe (value.content, value.name)
                    guard let replacement = unsafe redact(content.span, key.span, Int(value.column), kind) else {
                        return 0
                    }
                    if let result = unsafe result { unsafe replacement.give(to: result) }
                    return 1
                },
                { context in
                    if let context = unsafe context {
                        unsafe Unmanaged<RedactionContext>.fromOpaque(context).release()
                    }
                }
            )
            guard code == SQLITE_OK else { throw SQLiteFunctionError(code: code) }
            return try body()
        }
    }
}

extension SQLiteReplacement {
    @unsafe
    fileprivate func give(to result: OpaquePointer) {
        switch self {
        case .text(let bytes):
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe sk_sqlite_result(result, bytes.baseAddress, Int32(bytes.count), false)
            }
        case .blob(let bytes):
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe sk_sqlite_result(result, bytes.baseAddress, Int32(bytes.count), true)
            }
        case .integer(let number): unsafe sqlite3_result_int64(result, number)
        case .null: unsafe sqlite3_result_null(result)
        }
    }
}

/// SQLite refused a function.
public struct SQLiteFunctionError: Error, CustomStringConvertible {
    let code: Int32

    /// One sentence without a full stop.
    public var description: String { "SQLite refuses the redaction functions (code \(code))" }
}

private final class RedactionContext {
    typealias Redact = (Span<UInt8>, Span<UInt8>, Int, SQLiteValueKind) -> SQLiteReplacement?
    var redact: Redact?

    init(_ redact: @escaping Redact) {
        self.redact = redact
    }
}
