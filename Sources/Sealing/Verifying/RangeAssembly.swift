import EventStorage
import Filings
import Proofs

/// Puts the ranges together in their order: what none of them can say alone.
struct RangeAssembly {
    let tree: TreeHead
    private let hasher = MerkleHasher()
    private var edge: TreeEdge
    /// Of the levels above the ranges.
    private(set) var upperTiles: [TreeEdge.Tile] = []
    /// By stream: its last version. Of a log that is not read from its start only what was met.
    private var versions: [Int64: Int64] = [:]
    private let isFromStart: Bool
    private var lastTime = Int64.min
    /// Whether the tree could be followed so far.
    private var isWhole = true
    /// The newest checkpoint that fitted.
    private var goodSize: Int64 = 0
    private(set) var tagSum: UInt64 = 0
    private(set) var partPositions: [Int64] = []
    var report = VerifyReport()

    init(edge: TreeEdge, tree: TreeHead, isFromStart: Bool) {
        self.edge = edge
        self.tree = tree
        self.isFromStart = isFromStart
        if isFromStart, tree.size == 0, tree.root != .emptyTree {
            report.add(.init(nil, "The tree's row has a root that is not the empty tree's."))
        }
    }

    mutating func append(
        _ outcome: RangeCheck.Outcome, positions: ClosedRange<Int64>,
        stored: [TilePlace: StoredTile], checkpoints: [LogCheckpoints.Kept],
        verified: Checkpoint?, keys: [VerifierKey]
    ) {
        report.entries += outcome.entries
        report.bytes += outcome.bytes
        report.archived += outcome.archived
        tagSum &+= outcome.tagSum
        partPositions += outcome.partPositions
        for finding in outcome.findings { report.add(finding) }
        if outcome.firstTime <= lastTime, outcome.entries + outcome.archived > 0 {
            report.add(
                .init(
                    positions.lowerBound,
                    "The recorded time does not rise at position \(positions.lowerBound)."))
        }
        lastTime = max(lastTime, outcome.lastTime)
        follow(outcome.runs)
        if outcome.isWhole { compare(outcome.tiles.filter { $0.place.isFull }, with: stored) }
        guard isWhole, outcome.isWhole else {
            // Every root behind what is missing would differ.
            isWhole = false
            return
        }
        check(outcome, verified: verified)
        for kept in checkpoints { check(kept, outcome, keys: keys) }
        if let subtree = outcome.piece.subtree(level: 2) {
            edge.append(subtree: subtree, level: 2, by: hasher) { upperTiles.append($0) }
        } else {
            edge.join(outcome.piece, below: 2)
        }
    }

    private mutating func follow(_ runs: [Int64: RangeCheck.StreamRun]) {
        for (stream, run) in runs {
            let last = versions[stream] ?? (isFromStart ? 0 : run.first - 1)
            if run.first != last + 1 {
                report.add(
                    .init(
                        run.position,
                        "The event at position \(run.position) has version \(run.first) of its "
                            + "stream, after version \(last)."))
            }
            versions[stream] = run.last
        }
    }

    /// Compares tiles made from what was read with those that are stored.
    mutating func compare(_ tiles: [TreeEdge.Tile], with stored: [TilePlace: StoredTile]) {
        for tile in tiles {
            let leaves = Int64(1) << (8 * Int64(tile.place.level + 1))
            guard (tile.place.number + 1) * leaves <= tree.size else { continue }
            guard let there = stored[tile.place] else {
                report.add(.init(nil, "\(tile.place.path) is missing."))
                continue
            }
            guard
                let place = tile.hashes.indices.first(where: {
                    tile.hashes[$0] != there.hashes[$0]
                })
            else {
                if tile.root != there.root {
                    report.add(
                        .init(nil, "\(tile.place.path) has another hash than its hashes make."))
                }
                continue
            }
            let first = (tile.place.number * 256 + Int64(place)) * (leaves / 256) + 1
            let what =
                tile.place.level == 0
                ? "The entry at position \(first) does not have the hash that \(tile.place.path) "
                    + "has for it."
                : "\(tile.place.path) does not have the hashes of the tiles below it, from position "
                    + "\(first) on."
            report.add(.init(first, what))
        }
    }

    private func root(at size: Int64, _ outcome: RangeCheck.Outcome) -> NodeHash? {
        if size == 0 { return .emptyTree }
        return outcome.roots[size].map { edge.root(by: hasher, followedBy: $0) }
    }

    private mutating func check(_ outcome: RangeCheck.Outcome, verified: Checkpoint?) {
        if let root = root(at: tree.size, outcome), tree.size > 0, root != tree.root {
            report.add(
                .init(
                    nil,
                    "The tree's row has another root than its \(tree.size) entries have."))
        }
        if let verified, let root = root(at: verified.size, outcome), verified.size > 0,
            root != verified.root
        {
            report.add(
                .init(
                    1,
                    "The first \(verified.size) entries were verified before, and are not the same "
                        + "any more: verify everything."))
        }
    }

    private mutating func check(
        _ kept: LogCheckpoints.Kept, _ outcome: RangeCheck.Outcome, keys: [VerifierKey]
    ) {
        let checkpoint = kept.checkpoint
        guard let root = root(at: checkpoint.size, outcome) else { return }
        report.checkpoints += 1
        if root != checkpoint.root {
            // What was found before says better where.
            let isFound = report.findings.contains { ($0.position ?? 0) > goodSize }
            report.add(
                .init(
                    isFound ? nil : goodSize + 1,
                    "The checkpoint of \(checkpoint.size) entries has another root than they have: "
                        + "something between positions \(goodSize + 1) and \(checkpoint.size) was "
                        + "altered, added or removed after it was signed."))
            return
        }
        if keys.isEmpty {
            report.unsigned += 1
            goodSize = checkpoint.size
            return
        }
        do throws(ProofError) {
            let signers = try kept.note.verified(by: keys)
            for key in signers { report.keys.insert("\(key.name)+\(key.id.hexadecimal)") }
            report.sealed = checkpoint
        } catch {
            switch error {
            case .unsigned: report.unsigned += 1
            default:
                report.add(
                    .init(
                        nil,
                        "The checkpoint of \(checkpoint.size) entries: \(error)"))
            }
        }
        goodSize = checkpoint.size
    }

    /// Holds the head's row, as it was at the start, against what was read.
    mutating func finish(head: LogHead) {
        if isWhole, report.entries + report.archived > 0,
            lastTime != head.recordedAt.microsecondsSinceEpoch
        {
            report.add(.init(nil, "The head's row has another recorded time than the last event."))
        }
        if isFromStart, isWhole, Int64(versions.count) < head.streams {
            report.add(
                .init(
                    nil,
                    "Of \(head.streams) streams \(head.streams - Int64(versions.count)) have no "
                        + "event."))
        }
    }
}
