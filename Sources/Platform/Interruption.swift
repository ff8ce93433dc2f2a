internal import CPlatform

/// Signals that ask the run to end.
public enum Interruption {
    /// From now on the first SIGINT, SIGTERM or SIGHUP is remembered; the second ends the process at once.
    public static func watch() {
        sk_signals_watch()
    }

    /// The number of the signal that arrived, or nil.
    public static var signal: Int32? {
        let number = sk_signal_received()
        return number == 0 ? nil : number
    }

    /// Names the process group of the child now running, so that a second signal ends it too; nil when it is gone.
    public static func setChildGroup(_ group: Int32?) {
        sk_signals_set_child_group(group ?? 0)
    }
}
