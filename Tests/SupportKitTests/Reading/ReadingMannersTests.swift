import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

/// How fast is read, and when not at all.
@Suite struct ReadingMannersTests {
    // MARK: - Rate

    @Test func theRateIsKeptOnAverage() {
        var rate = ReadingRate(bytesPerSecond: 1_000_000)
        var now: Duration = .zero
        for _ in 0..<100 { now += rate.wait(after: 100_000, at: now) }
        // Ten million bytes, a quarter of a second's worth of them at once.
        #expect(now > .seconds(9.7) && now < .seconds(9.8), "\(now)")
    }

    @Test func aPauseSavesNoMoreThanAQuarterOfASecond() {
        var rate = ReadingRate(bytesPerSecond: 1_000_000)
        #expect(rate.wait(after: 200_000, at: .zero) == .zero)
        #expect(rate.wait(after: 250_000, at: .seconds(3_600)) == .zero)
        let wait = rate.wait(after: 500_000, at: .seconds(3_600))
        #expect(wait > .seconds(0.49) && wait < .seconds(0.51), "\(wait)")
    }

    @Test func slowReadingIsNotSlowedDown() {
        var rate = ReadingRate(bytesPerSecond: 1_000_000)
        for second in 0..<100 { #expect(rate.wait(after: 900_000, at: .seconds(second)) < .seconds(0.66)) }
        #expect(rate.wait(after: 1, at: .seconds(200)) == .zero)
    }

    @Test func theDeadlineEndsAWait() {
        let manners = ReadingManners(bytesPerSecond: 100_000, yields: false, deadline: .milliseconds(200))
        let clock = ContinuousClock()
        let begin = clock.now
        manners.took(100_000_000)
        #expect(clock.now - begin < .seconds(20))
    }

    // MARK: - Pressure

    @Test func aFileOfTheKernelIsRead() {
        let text =
            "some avg10=47.22 avg60=79.24 avg300=77.68 total=15284399570\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"
        #expect(Pressure.wait(in: text) == Pressure.Wait(recent: 47.22, total: 15_284_399_570))
        for damaged in [
            "", "full avg10=1 total=2\n", "some avg10=x total=2\n", "some avg10=1.0\n", "some avg10= total\n",
        ] {
            #expect(Pressure.wait(in: damaged) == nil, "\(damaged)")
        }
    }

    @Test func aHostThatDoesNotTellIsNoHostUnderPressure() throws {
        let scratch = try Scratch()
        #expect(Pressure(directory: scratch("nowhere")) == nil)
        try scratch.write(Array("some avg10=99.00 avg60=0.00 avg300=0.00 total=5\n".utf8), to: "p/memory")
        #expect(Pressure(directory: scratch("p"))?.isHigh == true)
    }

    @Test(arguments: [(Pressure.Resource.cpu, 40.0), (.io, 20.0), (.memory, 10.0)])
    func eachResourceHasItsLimit(resource: Pressure.Resource, limit: Double) {
        #expect(!Pressure([resource: .init(recent: limit, total: 0)]).isHigh)
        #expect(Pressure([resource: .init(recent: limit + 0.01, total: 0)]).isHigh)
    }

    // MARK: - Yielding

    /// Runs a collection that reads for `work` between two questions, on a host whose tasks wait `others` percent of the
    /// time whatever we do; what the ten-second mean says is `mean`.
    private func run(
        for length: Duration,
        mean: Double,
        others: Double,
        deadline: Duration? = nil
    ) -> (yielded: Duration, looks: Int, end: Duration) {
        var pressureYield = PressureYield()
        var now: Duration = .zero
        var looks = 0
        while now < length {
            now += .milliseconds(10)
            while pressureYield.shouldPause(
                at: now,
                remaining: deadline.map { $0 - now },
                look: {
                    looks += 1
                    return Pressure([.io: .init(recent: mean, total: Int64(now / .microseconds(1) * others / 100))])
                }
            ) {
                now += PressureYield.pause
            }
        }
        return (pressureYield.yielded, looks, now)
    }

    @Test func aCalmHostIsLookedAtOnceASecond() {
        let run = run(for: .seconds(60), mean: 5, others: 5)
        #expect(run.yielded == .zero)
        #expect((58...61).contains(run.looks), "\(run.looks)")
    }

    @Test func underPressureHalfOfTheTimeIsGivenAway() {
        let run = run(for: .seconds(60), mean: 90, others: 90)
        #expect(run.yielded > .seconds(25) && run.yielded <= run.end / 2, "\(run.yielded)")
    }

    @Test func ourOwnPressureIsNoReasonToWait() {
        let run = run(for: .seconds(60), mean: 90, others: 3)
        #expect(run.yielded >= PressureYield.pause && run.yielded < .seconds(4), "\(run.yielded)")
    }

    @Test func aShortRunNeverPausesAndTheDeadlineIsKept() {
        #expect(run(for: .milliseconds(200), mean: 90, others: 90).yielded == .zero)
        let run = run(for: .seconds(10), mean: 90, others: 90, deadline: .seconds(4))
        #expect(run.yielded <= .seconds(2), "\(run.yielded)")
    }
}
