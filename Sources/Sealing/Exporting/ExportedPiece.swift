import Glibc
import Proofs

/// Up to 65,536 entries on their way into a folder.
struct ExportedPiece {
    private let log: ExportedLog
    private let start: Int64
    private var edge: TreeEdge
    private let hasher = MerkleHasher()
    private var bundle = EntryBundle(entries: [])
    private var lines: [UInt8] = []

    /// - Parameter edge: Of the tree so far, which ends at a multiple of 65,536.
    init(_ log: ExportedLog, edge: TreeEdge) {
        self.log = log
        self.edge = edge
        start = edge.size
    }

    mutating func append(_ entry: [UInt8]) throws(SealError) {
        var full: [TreeEdge.Tile] = []
        edge.append(hasher.leaf(entry), by: hasher) { full.append($0) }
        bundle.entries.append(entry)
        lines += entry
        lines.append(UInt8(ascii: "\n"))
        for tile in full { try write(tile) }
        if bundle.entries.count == TilePlace.fullWidth { try writeBundle() }
    }

    /// Writes what is not full.
    ///
    /// - Returns: The tree's edge behind the piece.
    mutating func finish() throws(SealError) -> TreeEdge {
        if !bundle.entries.isEmpty { try writeBundle() }
        for tile in edge.partialTiles { try write(tile) }
        try write(lines, to: log.linesPath(from: start))
        return edge
    }

    private mutating func writeBundle() throws(SealError) {
        let width = bundle.entries.count
        let number = (edge.size - 1) / Int64(TilePlace.fullWidth)
        let bytes: [UInt8]
        do throws(ProofError) { bytes = try bundle.bytes() } catch { throw .proof(error) }
        let path = log.entriesPath(number: number, width: width)
        try write(bytes, to: path)
        if width == TilePlace.fullWidth { removePartial(of: path) }
        bundle.entries.removeAll(keepingCapacity: true)
    }

    private func write(_ tile: TreeEdge.Tile) throws(SealError) {
        let path = log.path(of: tile.place)
        try write(tile.hashes.joinedBytes, to: path)
        if tile.place.isFull { removePartial(of: path) }
    }

    /// The shorter ones of a full tile; what they say it says as well.
    private func removePartial(of path: String) {
        for name in WholeFile.names(in: path + ".p") { unlink("\(path).p/\(name)") }
        rmdir(path + ".p")
    }

    private func write(_ bytes: [UInt8], to path: String) throws(SealError) {
        do throws(FileFailure) {
            try WholeFile.write(bytes, to: path, isDurable: false)
        } catch {
            throw .file(error)
        }
    }
}
