import Proofs

/// What a verification covered, and what it found.
public struct VerifyReport: Equatable, Sendable {
    /// Something that is not as it must be.
    public struct Finding: Equatable, Sendable {
        /// The first position that it is about; `nil` where it is about none.
        public let position: Int64?
        /// One sentence.
        public let what: String

        init(_ position: Int64?, _ what: String) {
            self.position = position
            self.what = what
        }
    }

    /// The positions that were read: all of them, or those after the last verified head.
    public var positions: ClosedRange<Int64>?
    /// How many entries were read; of a sample fewer than there are positions.
    public var entries: Int64 = 0
    public var bytes: Int64 = 0
    /// How many entries are in an archive: their hashes are in the tree, their bytes were not read.
    public var archived: Int64 = 0
    /// How many entries the tree covers.
    public var treeSize: Int64 = 0
    /// How many kept checkpoints were held against what was read.
    public var checkpoints: Int64 = 0
    /// The newest of them that a known key has signed.
    public var sealed: Checkpoint?
    /// The names and ids of the keys whose signatures were good.
    public var keys: Set<String> = []
    /// How many checkpoints no known key has signed.
    public var unsigned: Int64 = 0
    /// How many time stamps are over the checkpoints that they are kept for.
    public var stamps: Int64 = 0
    /// How many attached parts are there, with the bytes that they were attached with.
    public var parts: Int64 = 0
    /// What was erased: one clause each, with who did it, when and why.
    public var erasures: [String] = []
    /// By position; more than a few are counted only.
    public var findings: [Finding] = []
    public var findingCount: Int64 = 0

    public var isGood: Bool { findingCount == 0 }

    private static let mostFindings = 100

    public init() {}

    mutating func add(_ finding: Finding) {
        findingCount += 1
        if findings.count < Self.mostFindings { findings.append(finding) }
    }

    /// In the order of positions; what is about none comes last.
    mutating func sortFindings() {
        findings.sort { ($0.position ?? .max) < ($1.position ?? .max) }
    }
}
