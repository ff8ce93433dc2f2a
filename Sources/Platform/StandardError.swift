internal import Glibc

/// Text to standard error.
public enum StandardError {
    /// Writes text; what cannot be written is lost, since there is nowhere left to say so.
    public static func write(_ text: String) {
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { source in
                unsafe Glibc.write(2, source.baseAddress?.advanced(by: done), source.count - done)
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return }
            done += written
        }
    }
}
