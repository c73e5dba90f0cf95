import EventStorage
import Filings

/// A seeded stream of listed filings over companies of skewed sizes.
///
/// A company's weight is rank^-0.7, as in registers: a few file daily, most a few times a year.
/// Companies come interleaved, as a register's daily index brings them.
struct Workload: Sendable {
    let companies: [Company]
    /// How many events each company has so far: what the next append expects.
    private(set) var versions: [Int64]
    private let weights: [Double]
    private var random: SplitMix64

    init(_ size: WorkloadSize, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        companies = (0..<size.companies).map { Company(rank: $0, using: &random) }
        versions = Array(repeating: 0, count: size.companies)
        var sum = 0.0
        weights = (1...size.companies).map { rank in
            sum += power(Double(rank), -0.7)
            return sum
        }
        self.random = random
    }

    /// The next event of any company.
    mutating func next() -> AppendRequest.Part {
        let target = Double.random(in: 0..<(weights.last ?? 1), using: &random)
        var (low, high) = (0, weights.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if weights[middle] <= target { low = middle + 1 } else { high = middle }
        }
        return next(of: low)
    }

    mutating func next(of company: Int) -> AppendRequest.Part {
        let version = versions[company]
        versions[company] += 1
        let event = companies[company].filing(number: version, using: &random)
        return AppendRequest.Part(
            [event], to: companies[company].stream,
            expecting: version == 0 ? .noStream : .exactly(version))
    }

    /// Counts an event of the company that did not come from here.
    mutating func countOther(_ company: Int) { versions[company] += 1 }

    mutating func next(_ count: Int) -> [AppendRequest.Part] {
        (0..<count).map { _ in next() }
    }

    /// Single-event parts for several writers, whose companies are different ones.
    mutating func next(_ count: Int, writers: Int) -> [[AppendRequest.Part]] {
        var parts = [[AppendRequest.Part]](repeating: [], count: writers)
        while parts.contains(where: { $0.count < count }) {
            let writer = parts.firstIndex { $0.count < count } ?? 0
            let company = Int.random(in: 0..<companies.count / writers, using: &random)
            parts[writer].append(next(of: company * writers + writer))
        }
        return parts
    }

    /// The company with the most events, and the one in the middle.
    var largest: Int { ranked.last ?? 0 }
    var median: Int { ranked[ranked.count / 2] }
    private var ranked: [Int] { versions.indices.sorted { versions[$0] < versions[$1] } }

    /// The first company with at least so many events whose size comes nearest.
    func company(with count: Int64) -> Int {
        ranked.first { versions[$0] >= count } ?? largest
    }
}
