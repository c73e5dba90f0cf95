import Glibc

/// Time that never goes back while the machine is up, the same for all its processes, in
/// nanoseconds.
enum Monotonic {
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

extension Duration {
    /// At least 0; a duration beyond 146 years counts as that.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return seconds < 0 ? 0 : .max / 2 }
        return min(max(0, product + attoseconds / 1_000_000_000), .max / 2)
    }
}
