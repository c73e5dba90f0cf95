import Filings
import Ingestion
import Synchronization

extension Ingester where Log == MemoryLog {
    /// An ingester whose present is a second later whenever it is asked, from 2026-11-23T12:00:00Z.
    static func ticking(into log: MemoryLog, options: Options = Options()) -> Ingester {
        let seconds = Mutex(Int64(1_795_435_200))
        return Ingester(into: log, options: options) {
            seconds.withLock { seconds in
                seconds += 1
                return Instant(microsecondsSinceEpoch: seconds * 1_000_000)
            }
        }
    }
}
