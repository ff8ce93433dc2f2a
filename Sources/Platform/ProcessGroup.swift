internal import Glibc

/// The processes of a command and whatever it started in its group.
public enum ProcessGroup {
    /// Asks all of them to end.
    public static func terminate(_ group: Int32) {
        _ = kill(-group, SIGTERM)
    }

    /// Ends all of them.
    public static func end(_ group: Int32) {
        _ = kill(-group, SIGKILL)
    }

    /// Whether there is a process of that number, a zombie included.
    public static func exists(_ process: Int32) -> Bool {
        kill(process, 0) == 0
    }

    /// Waits without doing anything.
    public static func pause(milliseconds: UInt32) {
        usleep(milliseconds * 1_000)
    }
}
