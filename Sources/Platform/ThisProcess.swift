internal import CPlatform
internal import Glibc
public import SystemPackage

/// What concerns the running supportkit process itself.
public enum ThisProcess {
    /// Prepares the process: descriptors 0 to 2 open, SIGPIPE ignored, UTF-8 as character set.
    ///
    /// Call it before anything else.
    public static func prepare() {
        sk_process_prepare()
    }

    /// Makes way for the product: nice 19 and the idle I/O class, for this process and its children.
    public static func lowerPriority() {
        // Where a sandbox forbids it, the run goes on at normal priority.
        _ = sk_lower_priority()
    }

    /// Whether it makes way for the product.
    public static var isLowered: Bool { sk_is_lowered() }

    /// Process number.
    public static var identifier: Int32 { getpid() }

    /// Whether a descriptor (0 input, 1 output, 2 errors) is a terminal.
    public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Columns of the terminal behind a descriptor; 80 when it does not say.
    public static func columns(of descriptor: Int32) -> Int {
        let columns = Int(sk_terminal_columns(descriptor))
        return columns > 0 ? columns : 80
    }

    /// The value of an environment variable.
    public static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The current directory, or nil when it has been removed.
    public static var currentDirectory: FilePath? {
        guard let pointer = unsafe getcwd(nil, 0) else { return nil }
        defer { unsafe free(pointer) }
        return unsafe FilePath(platformString: pointer)
    }

    /// Free space for an unprivileged writer in the file system of `path`, in bytes.
    public static func freeSpace(at path: FilePath) -> Int64? {
        var status = statvfs()
        guard unsafe path.withPlatformString({ unsafe statvfs($0, &status) }) == 0 else { return nil }
        // Some network file systems state 16 EiB.
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return overflow ? .max : Int64(clamping: bytes)
    }

    /// Seconds since 1970.
    public static var now: Int64 { Int64(time(nil)) }

    /// The unit of times in `/proc/PID/stat`.
    public static var clockTicksPerSecond: Int64 { Int64(sysconf(Int32(_SC_CLK_TCK))) }

    /// Gives the system the memory back that was freed: what a large plan took while it was made.
    public static func releaseMemory() { sk_release_memory() }
}
