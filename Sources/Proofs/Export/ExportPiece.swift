import Glibc

/// Up to 65,536 entries of an exported log, read and checked by themselves.
struct ExportPiece: Sendable {
    let log: ExportedLog
    /// From 0; begins at a multiple of 65,536.
    let places: Range<Int64>

    struct Outcome: Sendable {
        var piece: TreeEdge
        var bytes: Int64 = 0
        var findings: [String] = []
    }

    func read() throws -> Outcome {
        var outcome = Outcome(piece: TreeEdge(before: places.lowerBound))
        let hasher = MerkleHasher()
        let buffer = ReadBuffer()
        var tiles: [TreeEdge.Tile] = []
        var lines = try LinesComparison(log.linesPath(from: places.lowerBound))
        for start in stride(from: places.lowerBound, to: places.upperBound, by: 256) {
            let width = Int(min(256, places.upperBound - start))
            var entries: [UnsafeRawBufferPointer] = []
            entries.reserveCapacity(width)
            try log.bundle(number: start / 256, width: width, in: buffer) { entry in
                outcome.bytes += Int64(entry.count)
                outcome.piece.append(hasher.leaf(entry), by: hasher) { tiles.append($0) }
                entries.append(entry)
            }
            try lines.compare(entries)
        }
        outcome.findings = try tiles.compactMap { try Self.whatDiffers($0, log) }
        if try lines.differ() {
            outcome.findings.append(
                "\(log.linesPath(from: places.lowerBound)) does not have the entries' lines.")
        }
        return outcome
    }

    /// - Returns: One sentence where the folder's tile is another than that.
    static func whatDiffers(_ tile: TreeEdge.Tile, _ log: ExportedLog) throws -> String? {
        let there = try log.hashes(of: tile.place)
        guard let place = tile.hashes.indices.first(where: { tile.hashes[$0] != there[$0] }) else {
            return nil
        }
        guard tile.place.level == 0 else {
            return "\(tile.place.path) does not have the hashes of the tiles below it."
        }
        let position = tile.place.number * 256 + Int64(place) + 1
        return
            "The entry at position \(position) does not have the hash that \(tile.place.path) has "
            + "for it."
    }
}

/// Holds a file of lines against the entries that it must have.
private struct LinesComparison {
    private let file: InputFile?
    private let buffer = ReadBuffer()
    private var hasDiffered: Bool

    init(_ path: String) throws {
        file = try InputFile(path)
        hasDiffered = file == nil
    }

    mutating func compare(_ entries: [UnsafeRawBufferPointer]) throws {
        guard let file, !hasDiffered else { return }
        let bytes = try buffer.next(entries.reduce(0) { $0 + $1.count + 1 }, of: file)
        var offset = 0
        for entry in entries {
            let end = offset + entry.count
            guard end < bytes.count, bytes[end] == UInt8(ascii: "\n"),
                let there = bytes.baseAddress, let start = entry.baseAddress,
                memcmp(there + offset, start, entry.count) == 0
            else {
                hasDiffered = true
                return
            }
            offset = end + 1
        }
    }

    /// Whether a line was another, or there are more.
    mutating func differ() throws -> Bool {
        guard let file, !hasDiffered else { return true }
        return try !buffer.next(1, of: file).isEmpty
    }
}
