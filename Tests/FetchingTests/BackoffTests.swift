import Fetching
import TestSupport
import Testing

@Suite struct BackoffTests {
    @Test(
        arguments: [
            (1, 1.0, Duration.seconds(2)), (2, 1, .seconds(4)), (3, 1, .seconds(8)),
            (3, 0.5, .seconds(4)), (3, 0, .zero), (9, 1, .seconds(120)), (99, 1, .seconds(120)),
            (1, 7, .seconds(2)), (1, -1, .zero), (0, 1, .seconds(2)), (100, 1, nil), (101, 1, nil),
        ] as [(Int, Double, Duration?)])
    func `pauses are anything up to a doubling`(failures: Int, chance: Double, pause: Duration?) {
        let backoff = Backoff(tries: 100)
        #expect(backoff.pause(afterFailures: failures, asked: nil, chance: chance) == pause)
    }

    @Test(
        arguments: [
            (Duration.seconds(7), Duration.seconds(7)), (.zero, .zero), (.seconds(-5), .zero),
            (.seconds(600), .seconds(600)), (.seconds(601), .seconds(600)),
            (.seconds(86_400), .seconds(600)),
        ])
    func `what the server asks for is granted up to ten minutes`(asked: Duration, pause: Duration) {
        #expect(Backoff().pause(afterFailures: 1, asked: asked, chance: 1) == pause)
        #expect(Backoff(tries: 1).pause(afterFailures: 1, asked: asked, chance: 1) == nil)
    }

    @Test func `clients that fail together do not come back together`() {
        var random = SplitMix64(seed: 4)
        let pauses = (0..<100).map { _ in
            Backoff().pause(
                afterFailures: 4, asked: nil, chance: Double.random(in: 0...1, using: &random))
        }
        #expect(Set(pauses).count == 100)
        #expect(pauses.allSatisfy { $0 ?? .zero <= .seconds(16) })
    }

    /// 2026-11-23 12:00:00 UTC is 1,795,435,200; a Monday.
    @Test(
        arguments: [
            ("120", 120), ("0", 0), (" 5\t", 5), ("99999999999999999999", 2_147_483_647),
            ("Mon, 23 Nov 2026 12:01:30 GMT", 90), ("Monday, 23-Nov-26 12:01:30 GMT", 90),
            ("Mon Nov 23 12:01:30 2026", 90), ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
            ("Fri, 01 Jan 1971 00:00:00 GMT", 0), ("", nil), ("  ", nil), ("-5", nil), ("+5", nil),
            ("1.5", nil), ("soon", nil), ("5 s", nil), ("2026-11-23T12:01:30Z", nil),
        ] as [(String, Int?)])
    func `Retry-After is seconds or a date`(text: String, seconds: Int?) {
        let pause = RetryAfter.pause(text, now: 1_795_435_200)
        #expect(pause == seconds.map { .seconds($0) })
    }
}
