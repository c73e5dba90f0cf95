/// Checks a log in a folder by what is in the folder, and the keys that the auditor brings.
public struct ExportVerifier: Sendable {
    private let log: ExportedLog
    private let keys: [VerifierKey]
    private let workers: Int

    /// What was covered.
    public struct Report: Equatable, Sendable {
        public var checkpoint: Checkpoint
        public var signers: [VerifierKey]
        public var entries: Int64 = 0
        public var bytes: Int64 = 0
        /// One sentence each.
        public var findings: [String] = []
    }

    public init(_ log: ExportedLog, keys: [VerifierKey], workers: Int = 2) {
        self.log = log
        self.keys = keys
        self.workers = max(1, workers)
    }

    /// - Parameter progress: Called with how many entries were read, of how many.
    /// - Throws: ``ProofError`` for a checkpoint that is no one's or not there, ``FileFailure``.
    public func verify(
        progress: @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> Report {
        guard let note = try log.note() else {
            throw ProofError.malformed("\(log.checkpointPath) is missing")
        }
        let checkpoint = try note.checkpoint(signedBy: keys)
        var report = Report(checkpoint: checkpoint, signers: try note.verified(by: keys))
        let hasher = MerkleHasher()
        var edge = TreeEdge()
        var upper: [TreeEdge.Tile] = []
        var ahead: [Task<ExportPiece.Outcome, any Error>] = []
        var next: Int64 = 0
        while next < checkpoint.size || !ahead.isEmpty {
            // One more than there are cores for: while one is put together the others go on.
            while next < checkpoint.size, ahead.count <= workers {
                let piece = ExportPiece(
                    log: log, places: next..<min(next + ExportedLog.linesInFile, checkpoint.size))
                ahead.append(Task { try piece.read() })
                next = piece.places.upperBound
            }
            let outcome = try await ahead.removeFirst().value
            report.entries = outcome.piece.size
            report.bytes += outcome.bytes
            report.findings += outcome.findings
            if let subtree = outcome.piece.subtree(level: 2) {
                edge.append(subtree: subtree, level: 2, by: hasher) { upper.append($0) }
            } else {
                edge.join(outcome.piece, below: 2)
            }
            progress(report.entries, checkpoint.size)
            // What comes behind a change differs as well.
            if !report.findings.isEmpty { next = checkpoint.size }
        }
        if report.findings.isEmpty {
            let partial = edge.partialTiles
            report.findings = try (upper + partial).compactMap {
                try ExportPiece.whatDiffers($0, log)
            }
        }
        if report.findings.isEmpty, edge.root(by: hasher) != checkpoint.root {
            report.findings.append(
                "The entries and tiles of this folder fit each other, but not the root that was "
                    + "signed: some of them were altered, with their tiles.")
        }
        return report
    }
}
