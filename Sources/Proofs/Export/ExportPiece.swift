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
        var tiles: [TreeEdge.Tile] = []
        let lines = try WholeFile.read(log.linesPath(from: places.lowerBound))
        var line = 0
        var linesDiffer = lines == nil
        for start in stride(from: places.lowerBound, to: places.upperBound, by: 256) {
            let width = Int(min(256, places.upperBound - start))
            try log.bundle(number: start / 256, width: width) { entry in
                outcome.bytes += Int64(entry.count)
                outcome.piece.append(hasher.leaf(entry), by: hasher) { tiles.append($0) }
                linesDiffer = linesDiffer || !Self.isLine(entry, at: line, of: lines)
                line += entry.count + 1
            }
        }
        outcome.findings = try tiles.compactMap { try Self.whatDiffers($0, log) }
        if linesDiffer || line != lines?.count {
            outcome.findings.append(
                "\(log.linesPath(from: places.lowerBound)) does not have the entries' lines.")
        }
        return outcome
    }

    private static func isLine(
        _ entry: UnsafeRawBufferPointer, at offset: Int, of lines: [UInt8]?
    ) -> Bool {
        guard let lines, offset + entry.count < lines.count,
            lines[offset + entry.count] == UInt8(ascii: "\n")
        else { return false }
        return lines.withUnsafeBytes { lines in
            guard let there = lines.baseAddress, let start = entry.baseAddress else { return true }
            return memcmp(there + offset, start, entry.count) == 0
        }
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
