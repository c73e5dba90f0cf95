/// Values of one quantity, one a round.
struct Measurement {
    private(set) var values: [Double] = []

    mutating func add(_ value: Double) { values.append(value) }

    var least: Double { values.min() ?? .nan }
    var most: Double { values.max() ?? .nan }

    /// The middle value, or the mean of the two in the middle.
    var median: Double {
        let sorted = values.sorted()
        guard let last = sorted.last else { return .nan }
        if sorted.count == 1 { return last }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
