/// Finds what somebody probably meant.
public enum Suggestion {
    /// The known word that is nearest to a word, for "Did you mean".
    ///
    /// Letters' case does not count. A word that begins with the given one counts as near. Of
    /// equally near words the first wins.
    ///
    /// - Returns: `nil` when none is near: more than a third of the word would have to change, more
    ///   than one letter of a word shorter than six, or any of one shorter than three.
    public static func closest(to word: String, in known: [String]) -> String? {
        let wanted = Array(word.lowercased())
        guard !wanted.isEmpty else { return nil }
        let limit = wanted.count < 3 ? 0 : max(1, wanted.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in known {
            let letters = Array(candidate.lowercased())
            let continues = wanted.count >= 3 && letters.starts(with: wanted)
            let distance = continues ? min(1, letters.count - wanted.count) : nil
            let found = distance ?? editDistance(wanted, letters, limit: limit)
            if found <= limit, found < best?.distance ?? .max { best = (candidate, found) }
        }
        return best?.word
    }

    /// How many letters to insert, remove, replace or swap with their neighbour.
    ///
    /// Source: optimal string alignment, as in R. Lowrance and R. A. Wagner, "An Extension of the
    /// String-to-String Correction Problem", 1975, restricted to one edit of each part.
    ///
    /// - Returns: The distance, or a number above the limit.
    static func editDistance(_ one: [Character], _ other: [Character], limit: Int) -> Int {
        guard abs(one.count - other.count) <= limit else { return limit + 1 }
        var before: [Int] = []
        var previous = Array(0...other.count)
        for row in 1..<(one.count + 1) {
            var current = [row]
            for column in 1..<(other.count + 1) {
                let same = one[row - 1] == other[column - 1]
                var cost = min(
                    previous[column] + 1, current[column - 1] + 1,
                    previous[column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, one[row - 1] == other[column - 2],
                    one[row - 2] == other[column - 1]
                {
                    cost = min(cost, before[column - 2] + 1)
                }
                current.append(cost)
            }
            before = previous
            previous = current
        }
        return previous[other.count]
    }
}
