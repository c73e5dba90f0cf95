import TestSupport

/// The same cases in every run.
typealias DateRandom = SplitMix64

extension SplitMix64 {
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }

    /// True once in that many times.
    mutating func once(in times: UInt64) -> Bool { next() % times == 0 }
}
