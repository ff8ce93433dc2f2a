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

    /// Says that a child is being started: a second signal waits until ``setChildGroup(_:)`` names its group, or says
    /// that there is none.
    public static func childStarts() {
        sk_signals_set_child_group(-1)
    }

    /// Names the process group of the child now running, so that a second signal ends it too; nil when it is gone.
    public static func setChildGroup(_ group: Int32?) {
        sk_signals_set_child_group(group ?? 0)
    }
}
