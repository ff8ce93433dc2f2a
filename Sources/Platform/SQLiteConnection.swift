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

    /// Runs `body` while the connection knows two functions: `sk_scan(n, value, …)` tells whether a text among the
    /// values would be changed by `redact`, the first value being number `n`; `sk_redacted(n, value)` is the value, or
    /// its replacement.
    ///
    /// The bytes are UTF-8 whatever the encoding of the database, and complete: a zero does not end them.
    ///
    /// - Parameters:
    ///   - connection: an open connection.
    ///   - includingBlobs: whether BLOBs are seen as well as texts.
    ///   - deadline: `redact` is not called later, and the statement ends.
    ///   - redact: gets bytes and the number of the value; nil keeps them.
    ///   - body: what to do with the functions.
    /// - Returns: what `body` returns.
    /// - Throws: ``SQLiteFunctionError``, and what `body` throws.
    @unsafe
    public static func withRedaction<Result>(
        _ connection: OpaquePointer,
        includingBlobs: Bool,
        deadline: MonotonicDeadline,
        redact: (Span<UInt8>, Int) -> [UInt8]?,
        body: () throws -> Result
    ) throws -> Result {
        try withoutActuallyEscaping(redact) { redact in
            let context = RedactionContext(redact)
            // A function can outlive this call in a prepared statement, the closure must not.
            defer { context.redact = nil }
            let code = unsafe sk_sqlite_add_redaction(
                connection,
                includingBlobs,
                deadline.nanoseconds,
                Unmanaged.passRetained(context).toOpaque(),
                { context, column, bytes, count, isBlob, result in
                    guard let context = unsafe context,
                        let redact = unsafe Unmanaged<RedactionContext>.fromOpaque(context).takeUnretainedValue().redact
                    else { return -SQLITE_MISUSE }
                    let value = unsafe UnsafeBufferPointer(start: bytes, count: Int(count))
                    guard let replacement = unsafe redact(value.span, Int(column)) else { return 0 }
                    if let result = unsafe result {
                        unsafe replacement.withUnsafeBufferPointer { buffer in
                            unsafe sk_sqlite_result(result, buffer.baseAddress, Int32(buffer.count), isBlob)
                        }
                    }
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

/// SQLite refused a function.
public struct SQLiteFunctionError: Error, CustomStringConvertible {
    let code: Int32

    /// One sentence without a full stop.
    public var description: String { "SQLite refuses the redaction functions (code \(code))" }
}

private final class RedactionContext {
    var redact: ((Span<UInt8>, Int) -> [UInt8]?)?

    init(_ redact: @escaping (Span<UInt8>, Int) -> [UInt8]?) {
        self.redact = redact
    }
}
