/// Which numbers a reader accepts.
public enum JSONNumbers: Sendable {
    /// Integers within ±(2^53−1), written without fraction or exponent: what an entry may hold.
    case integers
    /// Any JSON number that is finite as an IEEE 754 double, as ECMAScript reads it.
    case ecmaScript

    /// 2^53−1: up to here a double holds every integer.
    static let largestInteger: Int64 = 9_007_199_254_740_991
}
