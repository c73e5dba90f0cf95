/// A log in a folder, as it is handed over: a C2SP tlog-tiles directory, and the entries as JSON Lines.
///
///     checkpoint                       the signed note up to which the rest reaches
///     tile/0/x001/x234/067             256 hashes, or fewer behind `.p/`
///     tile/entries/x001/x234/067       the same places' entries, each behind its length
///     events/0000000000065537.jsonl    65,536 entries, a line each, from that position on
///
///     stamps/65600-1.tsr, .txt         time stamps, and the checkpoint's text that each is over
///
/// Full tiles and bundles never change: a folder can be grown, copied with rsync and cached for ever.
public struct ExportedLog: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// How many entries a file of lines has.
    public static let linesInFile: Int64 = 65_536

    public var checkpointPath: String { "\(path)/checkpoint" }
    /// How far an export has come that is not done: an unsigned checkpoint.
    public var progressPath: String { "\(path)/.progress" }

    public func path(of tile: TilePlace) -> String { "\(path)/\(tile.path)" }

    public func entriesPath(number: Int64, width: Int) -> String {
        "\(path)/\(TilePlace.entriesPath(number: number, width: width))"
    }

    /// The file of lines that begins with the entry at that place, a multiple of ``linesInFile``.
    public func linesPath(from place: Int64) -> String {
        let digits = String(place + 1)
        return "\(path)/events/" + String(repeating: "0", count: 16 - digits.count) + digits
            + ".jsonl"
    }

    /// - Returns: `nil` when there is none.
    public func note() throws -> SignedNote? {
        try WholeFile.read(checkpointPath).map { try SignedNote(bytes: $0) }
    }

    /// The hashes of a tile. A full tile stands for a shorter one that is gone.
    public func hashes(of place: TilePlace) throws -> [NodeHash] {
        var bytes = try WholeFile.read(path(of: place))
        var width = place.width
        if bytes == nil {
            width = TilePlace.fullWidth
            bytes = try WholeFile.read(
                path(of: TilePlace(level: place.level, number: place.number)))
        }
        guard let bytes else { throw ProofError.malformed("\(place.path) is missing") }
        guard bytes.count == width * NodeHash.size else {
            throw ProofError.malformed("\(place.path) has \(bytes.count) bytes")
        }
        return bytes.withUnsafeBytes { bytes in
            (0..<place.width).map { NodeHash(bytes, at: $0 * NodeHash.size) }
        }
    }

    /// The first entries of a bundle. A full bundle stands for a shorter one that is gone.
    func bundle(
        number: Int64, width: Int, in buffer: ReadBuffer, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws {
        var path = entriesPath(number: number, width: width)
        var bytes = try buffer.whole(path)
        var there = width
        if bytes == nil {
            path = entriesPath(number: number, width: TilePlace.fullWidth)
            bytes = try buffer.whole(path)
            there = TilePlace.fullWidth
        }
        guard let bytes else { throw ProofError.malformed("\(path) is missing") }
        var count = 0
        do throws(ProofError) {
            try EntryBundle.forEach(in: bytes, width: there) { entry in
                count += 1
                if count <= width { body(entry) }
            }
        } catch {
            throw ProofError.malformed("\(path): \(error)")
        }
    }
}
