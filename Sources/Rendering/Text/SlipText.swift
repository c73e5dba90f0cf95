/// How many days a plan moved, in words.
public enum SlipText {
    /// `slip up to 182 days`, `slip 91 to 182 days`, `30 days earlier`.
    ///
    /// - Parameter days: The smallest and the largest number; negative where it became earlier.
    public static func text(_ days: ClosedRange<Int>) -> String {
        let low = days.lowerBound
        let high = days.upperBound
        func count(_ number: Int) -> String { "\(number) day" + (abs(number) == 1 ? "" : "s") }
        if low < 0, high <= 0 {
            let range = low == high ? "" : high == 0 ? "up to " : "\(-high) to "
            return range + count(-low) + " earlier"
        }
        if low == high { return low == 0 ? "no slip" : "slip \(count(low))" }
        return low <= 0 ? "slip up to \(count(high))" : "slip \(low) to \(count(high))"
    }
}
