/// Finds the word that somebody meant.
public enum Spelling {
    /// The known word nearest to a written one, when it is near enough to be meant.
    ///
    /// - Returns: The first of the nearest words within a third of the written word's letters (at
    ///   least one change; two neighbours that changed places count as one), or one that begins
    ///   with the written word; `nil` when there is none.
    public static func nearest(
        to written: String, among words: some Sequence<String>
    ) -> String? {
        let letters = Array(written.lowercased().unicodeScalars)
        let allowed = max(1, letters.count / 3)
        var best: (word: String, distance: Int)?
        for word in words {
            let known = Array(word.lowercased().unicodeScalars)
            let isBegun = letters.count >= 3 && known.starts(with: letters)
            let distance = isBegun ? allowed : distance(letters, known)
            if distance <= allowed, distance < best?.distance ?? .max { best = (word, distance) }
        }
        return best?.word
    }

    /// The optimal string alignment distance: insertions, deletions, changes, swaps of neighbours.
    private static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
        guard abs(one.count - other.count) <= 8, one.count <= 64 else { return .max }
        var before: [Int] = []
        var last = Array(0...other.count)
        for row in one.indices {
            var line = [row + 1]
            for column in other.indices {
                let change = one[row] == other[column] ? 0 : 1
                var cost = min(last[column + 1] + 1, line[column] + 1, last[column] + change)
                if row > 0, column > 0, one[row] == other[column - 1],
                    one[row - 1] == other[column]
                {
                    cost = min(cost, before[column - 1] + 1)
                }
                line.append(cost)
            }
            (before, last) = (last, line)
        }
        return last[other.count]
    }
}
