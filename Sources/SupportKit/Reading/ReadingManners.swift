internal import Platform
internal import SystemPackage

/// Slows the reading down: to the rate that was asked for, and while the product needs the host.
///
/// It waits in short steps, so that a signal is answered at once and the deadline is kept.
final class ReadingManners {
    private static let step: Duration = .milliseconds(50)

    private let clock = ContinuousClock()
    private let started: ContinuousClock.Instant
    private let deadline: Duration?
    private let pressureDirectory: FilePath
    private var rate: ReadingRate?
    private var pressureYield: PressureYield?

    /// Begins now.
    ///
    /// - Parameters:
    ///   - bytesPerSecond: how fast sources are read at most; nil for no limit.
    ///   - yields: whether to stand still while the host is under pressure.
    ///   - deadline: how long the run may take.
    ///   - pressureDirectory: where the kernel tells of pressure.
    init(
        bytesPerSecond: Int64?,
        yields: Bool,
        deadline: Duration?,
        pressureDirectory: FilePath = ReadingManners.pressureDirectory
    ) {
        rate = bytesPerSecond.map { ReadingRate(bytesPerSecond: $0) }
        pressureYield = yields ? PressureYield() : nil
        self.deadline = deadline
        self.pressureDirectory = pressureDirectory
        started = clock.now
    }

    /// How long the run stood still because of pressure.
    var yielded: Duration { pressureYield?.yielded ?? .zero }

    /// Waits until so many bytes that were read are due.
    func took(_ bytes: Int64) {
        guard rate != nil, bytes > 0, let wait = rate?.wait(after: bytes, at: elapsed) else { return }
        pause(wait)
    }

    /// Stands still while the host is under pressure that is not ours.
    func giveWay() {
        let directory = pressureDirectory
        while pressureYield?.shouldPause(
            at: elapsed,
            remaining: deadline.map { $0 - elapsed },
            look: { Pressure(directory: directory) }
        ) == true {
            pause(PressureYield.pause)
            if Interruption.signal != nil { return }
        }
    }

    private var elapsed: Duration { clock.now - started }

    private func pause(_ wait: Duration) {
        let end = min(elapsed + wait, deadline ?? .seconds(Int64.max / 2))
        while elapsed < end, Interruption.signal == nil {
            MonotonicDeadline.pause(min(Self.step, end - elapsed))
        }
    }

    /// `/proc/pressure`; a test of a debug build names another directory.
    private static var pressureDirectory: FilePath {
        #if DEBUG
        if let directory = ThisProcess.environment("SUPPORTKIT_TEST_PRESSURE") { return FilePath(directory) }
        #endif
        return "/proc/pressure"
    }
}
