import Postgres
import TestSupport
import Testing

struct BackoffTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `pauses double up to the longest, at least half of it, and end`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var backoff = Backoff(attempts: 5, first: .milliseconds(10), longest: .milliseconds(50))
        for full in [10, 20, 40, 50, 50] {
            let pause = backoff.next(using: &generator)
            #expect(pause.map { $0 <= .milliseconds(full) } == true)
            #expect(pause.map { $0 * 2 >= .milliseconds(full) } == true)
        }
        #expect(backoff.next(using: &generator) == nil)
        #expect(backoff.next() == nil)
    }
}
