import EventStorage
import Filings
import Postgres
import Proofs

extension LogVerifier {
    /// Verifies some entries, taken at random: the columns beside each, and the path from each to the
    /// newest checkpoint that is kept, or to the tree's root where none is.
    public func verify(sample count: Int) async throws(SealError) -> VerifyReport {
        let tree = try await LogTiles(store).head()
        let names = try await StreamNames.read(store)
        var report = VerifyReport()
        report.treeSize = tree.size
        var (size, root) = (tree.size, tree.root)
        if let newest = try await LogCheckpoints(store).newest() {
            (size, root) = (newest.checkpoint.size, newest.checkpoint.root)
            if size > tree.size {
                report.add(
                    .init(
                        tree.size + 1,
                        "A checkpoint of \(size) entries was signed; the tree has \(tree.size)."))
                return report
            }
            check(newest, &report)
        }
        guard size > 0 else { return report }
        report.positions = 1...size
        var positions: Set<Int64> = []
        while positions.count < min(count, Int(size)) {
            positions.insert(Int64.random(in: 1...size))
        }
        let archived = try await archivedPositions()
        for position in positions.sorted() {
            if archived.contains(where: { $0.contains(position) }) {
                report.archived += 1
                continue
            }
            try await check(position, size: size, root: root, names: names, &report)
        }
        return report
    }

    private func check(_ newest: LogCheckpoints.Kept, _ report: inout VerifyReport) {
        report.checkpoints = 1
        if keys.isEmpty {
            report.unsigned = 1
            return
        }
        do throws(ProofError) {
            for key in try newest.note.verified(by: keys) {
                report.keys.insert("\(key.name)+\(key.id.hexadecimal)")
            }
            report.sealed = newest.checkpoint
        } catch .unsigned {
            report.unsigned = 1
        } catch {
            report.add(.init(nil, "The checkpoint of \(newest.checkpoint.size) entries: \(error)"))
        }
    }

    private func check(
        _ position: Int64, size: Int64, root: NodeHash, names: StreamNames,
        _ report: inout VerifyReport
    ) async throws(SealError) {
        let check = RangeCheck(positions: position...position, sizes: [], names: names)
        let outcome = try await store.pool.perform(throwing: SealError.self) {
            connection throws(SealError) in
            try check.read(on: connection)
        }
        report.entries += outcome.entries
        report.bytes += outcome.bytes
        for finding in outcome.findings { report.add(finding) }
        guard let leaf = outcome.piece.subtree(level: 0) else { return }
        do throws(SealError) {
            let proof = try await LogTiles(store).inclusionProof(of: position, size: size)
            try proof.verify(leaf: leaf, size: size, root: root)
        } catch .proof(let error) {
            report.add(.init(position, "The entry at position \(position): \(error)"))
        } catch .store(.altered(let what)) {
            report.add(.init(position, "The entry at position \(position): \(what)."))
        }
    }
}

extension InclusionProof {
    fileprivate func verify(leaf: NodeHash, size: Int64, root: NodeHash) throws(SealError) {
        do throws(ProofError) {
            try verify(leaf: leaf, size: size, root: root, by: MerkleHasher())
        } catch {
            throw .proof(error)
        }
    }
}

extension VerifyReport {
    /// The database does not continue a checkpoint that was seen outside it.
    public mutating func addFork(seen: Int64, now: Int64, where place: String) {
        add(
            .init(
                min(seen, now) + (now < seen ? 1 : 0),
                "\(SealError.fork(seen: seen, now: now, where: place))"))
        sortFindings()
    }

    /// The tree does not fit the log.
    public mutating func addAlteration(_ what: String) {
        add(.init(nil, "\(what)."))
        sortFindings()
    }
}
