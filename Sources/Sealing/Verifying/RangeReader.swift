import EventStorage
import Filings
import Postgres
import Proofs

/// Takes the rows of one range, one after the other.
struct RangeReader {
    private let check: RangeCheck
    private let hasher = MerkleHasher()
    private var time = EntryTime()
    private var expected: Int64
    private var sizes: ArraySlice<Int64>
    private(set) var outcome: RangeCheck.Outcome

    init(_ check: RangeCheck) {
        self.check = check
        expected = check.positions.lowerBound
        sizes = check.sizes[...]
        outcome = RangeCheck.Outcome(piece: TreeEdge(before: check.positions.lowerBound - 1))
    }

    /// - Returns: Whether it was the next position's row.
    mutating func take(_ row: inout CopyRow) -> Bool {
        guard let columns = EntryColumns(&row), let entry = row.nextField() else {
            outcome.findings.append(.init(expected, "A column of position \(expected) is NULL."))
            outcome.isWhole = false
            return false
        }
        guard columns.position == expected else {
            missing(before: columns.position)
            return false
        }
        expected += 1
        let leaf =
            check.archivedLeaves.map { leaves in
                archivedLeaf(columns, entry, among: leaves)
            } ?? wholeLeaf(columns, entry)
        follow(columns)
        outcome.piece.append(leaf, by: hasher) { outcome.tiles.append($0) }
        while let size = sizes.first, size <= columns.position {
            if size == columns.position { outcome.roots[size] = outcome.piece.root(by: hasher) }
            sizes.removeFirst()
        }
        return true
    }

    private mutating func wholeLeaf(
        _ columns: EntryColumns, _ entry: UnsafeRawBufferPointer
    ) -> NodeHash {
        outcome.entries += 1
        outcome.bytes += Int64(entry.count)
        compare(columns, entry)
        if Self.isOfParts(columns.type) { outcome.partPositions.append(columns.position) }
        return hasher.leaf(entry)
    }

    /// The hash that the tiles have: whether they lead to what was signed is seen further up.
    private mutating func archivedLeaf(
        _ columns: EntryColumns, _ entry: UnsafeRawBufferPointer, among leaves: [NodeHash]
    ) -> NodeHash {
        outcome.archived += 1
        if ArchivedEntry.position(in: entry) != columns.position {
            outcome.findings.append(
                .init(
                    columns.position,
                    "The entry at position \(columns.position) is not what stands for an archived "
                        + "one."))
        }
        return leaves[Int(columns.position - check.positions.lowerBound)]
    }

    /// `part.attached`, `part.erased`: the only types that begin so.
    private static func isOfParts(_ type: UnsafeRawBufferPointer) -> Bool {
        type.count > 5 && type[0] == UInt8(ascii: "p") && type.starts(with: "part.".utf8)
    }

    mutating func finish() {
        if expected <= check.positions.upperBound {
            missing(before: check.positions.upperBound + 1)
        }
    }

    private mutating func missing(before position: Int64) {
        guard outcome.isWhole else { return }
        outcome.isWhole = false
        let what =
            position < expected
            ? "Position \(position) is there twice."
            : "Position \(expected) is missing."
        outcome.findings.append(.init(min(position, expected), what))
    }

    private mutating func compare(_ columns: EntryColumns, _ entry: UnsafeRawBufferPointer) {
        var tagSum: UInt64 = 0
        let difference = columns.whatDiffers(entry, names: check.names, time: &time) { tag in
            tagSum &+= TagSum.of(tag, position: columns.position)
        }
        outcome.tagSum &+= tagSum
        if let difference {
            outcome.findings.append(
                .init(columns.position, "\(difference) at position \(columns.position)."))
        }
    }

    private mutating func follow(_ columns: EntryColumns) {
        if outcome.firstTime == .min { outcome.firstTime = columns.recordedAt }
        if columns.recordedAt <= outcome.lastTime {
            outcome.findings.append(
                .init(
                    columns.position,
                    "The recorded time does not rise at position \(columns.position)."))
        }
        outcome.lastTime = columns.recordedAt
        let version = Int64(columns.version)
        guard let place = outcome.runs.index(forKey: columns.streamID) else {
            outcome.runs[columns.streamID] = RangeCheck.StreamRun(
                first: version, position: columns.position, last: version)
            return
        }
        let known = outcome.runs.values[place].last
        outcome.runs.values[place].last = version
        if version != known + 1 {
            outcome.findings.append(
                .init(
                    columns.position,
                    "The event at position \(columns.position) has version \(version) of its "
                        + "stream, after version \(known)."))
        }
    }
}

/// A sum over tags and where they are, whatever their order: equal tables have equal sums.
///
/// Not for proof, which the entries have: the tags' table is an index of them.
enum TagSum {
    /// FNV-1a of the tag and the position behind it, stirred.
    static func of(_ tag: UnsafeRawBufferPointer, position: Int64) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in tag { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash ^= UInt64(bitPattern: position) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return hash ^ (hash >> 31)
    }
}
