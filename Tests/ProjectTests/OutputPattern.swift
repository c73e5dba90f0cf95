/// Output as a document shows it: `…` in a line stands for any text, alone on a line for any lines.
struct OutputPattern {
    private let lines: [Substring]

    init(_ text: String) { lines = Self.lines(of: text) }

    func matches(_ output: String) -> Bool {
        Self.match(lines[...], Self.lines(of: output)[...], isAny: { $0 == "…" }) { line, actual in
            let pattern = line.reduce(into: [Character]()) { $0.append($1) }
            return Self.match(pattern[...], Array(actual)[...], isAny: { $0 == "…" }) { $0 == $1 }
        }
    }

    /// Spaces at the end of a line and empty lines at the end of the output do not show.
    private static func lines(of text: String) -> [Substring] {
        // CR and LF together are one character, and split at no other.
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for index in lines.indices {
            while let last = lines[index].last, last == " " || last == "\t" || last == "\r" {
                lines[index].removeLast()
            }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Matches two sequences, where some elements of the pattern stand for any run of elements;
    /// goes back to the latest of those only, which suffices and keeps the time quadratic.
    private static func match<Wanted, Given>(
        _ pattern: ArraySlice<Wanted>, _ given: ArraySlice<Given>, isAny: (Wanted) -> Bool,
        _ fits: (Wanted, Given) -> Bool
    ) -> Bool {
        var (next, at) = (pattern.startIndex, given.startIndex)
        var retry: (next: Int, at: Int)?
        while at < given.endIndex {
            if next < pattern.endIndex, isAny(pattern[next]) {
                next += 1
                retry = (next, at)
            } else if next < pattern.endIndex, fits(pattern[next], given[at]) {
                next += 1
                at += 1
            } else if let latest = retry {
                retry = (latest.next, latest.at + 1)
                (next, at) = (latest.next, latest.at + 1)
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy(isAny)
    }
}
