/// Which tile: its level, its number from 0, and how many of its 256 places are taken.
///
/// Tile *n* of level *l* holds the hashes of the whole subtrees of 256^*l* leaves from number 256 *n*
/// on. Source: C2SP tlog-tiles v0.1.0, "Merkle Tree".
public struct TilePlace: Hashable, Sendable {
    public let level: Int
    public let number: Int64
    /// From 1 to 256.
    public let width: Int

    /// How many hashes a full tile has.
    public static let fullWidth = 256
    /// The most levels that a tree of 2^63 leaves has.
    static let mostLevels = 8

    public init(level: Int, number: Int64, width: Int = fullWidth) {
        self.level = level
        self.number = number
        self.width = width
    }

    /// That tile of a tree, with the width that it has there; `nil` when it has none.
    public init?(level: Int, number: Int64, inTreeOf size: Int64) {
        guard level >= 0, level < Self.mostLevels, number >= 0 else { return nil }
        let hashes = size >> (8 * level)
        let (start, overflows) = number.multipliedReportingOverflow(by: Int64(Self.fullWidth))
        guard !overflows, start < hashes else { return nil }
        self.init(
            level: level, number: number, width: Int(min(hashes - start, Int64(Self.fullWidth))))
    }

    public var isFull: Bool { width == Self.fullWidth }

    /// Where the tile is below the log's folder: `tile/0/x001/x234/067`, `tile/1/000.p/5`.
    public var path: String { "tile/\(level)/" + Self.path(number: number, width: width) }

    /// Where an entry bundle is: `tile/entries/x001/x234/067`.
    public static func entriesPath(number: Int64, width: Int) -> String {
        "tile/entries/" + path(number: number, width: width)
    }

    /// Reads what is behind the level in a path: `x001/x234/067`, `000.p/5`.
    ///
    /// - Returns: `nil` for what is not exactly as this writes it.
    public static func reading(
        _ text: some StringProtocol
    ) -> (number: Int64, width: Int)? {
        var groups = text.split(separator: "/", omittingEmptySubsequences: false)
        var width = fullWidth
        if groups.count > 1, groups[groups.count - 2].hasSuffix(".p") {
            guard let partial = Int(groups.removeLast()), (1..<fullWidth).contains(partial) else {
                return nil
            }
            width = partial
            groups[groups.count - 1].removeLast(2)
        }
        let digits = groups.map { $0.hasPrefix("x") ? String($0.dropFirst()) : String($0) }
        guard groups.count <= 6, let number = Int64(digits.joined()),
            path(number: number, width: width) == String(text)
        else { return nil }
        return (number, width)
    }

    /// In groups of three digits, all but the last with an `x`.
    private static func path(number: Int64, width: Int) -> String {
        var groups = [padded(number % 1_000)]
        var rest = number / 1_000
        while rest > 0 {
            groups.insert("x" + padded(rest % 1_000), at: 0)
            rest /= 1_000
        }
        return groups.joined(separator: "/") + (width == fullWidth ? "" : ".p/\(width)")
    }

    private static func padded(_ number: Int64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}

extension TilePlace {
    /// Every tile of a tree, level by level from the leaves up, in the order of their numbers.
    public static func all(inTreeOf size: Int64) -> some Sequence<TilePlace> {
        (0..<mostLevels).lazy.flatMap { level in
            let hashes = size >> (8 * level)
            let count = (hashes + Int64(fullWidth) - 1) / Int64(fullWidth)
            return (0..<count).lazy.compactMap { number in
                TilePlace(level: level, number: number, inTreeOf: size)
            }
        }
    }
}
