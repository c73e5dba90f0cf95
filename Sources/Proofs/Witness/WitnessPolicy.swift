/// An auditor's whole configuration in one text: the log's keys, the witnesses, and how many of them
/// must have signed.
///
///     log log.example/annals+30021cb3+AXHd48hE…
///     witness north witness.example/north+138d725f+BFbk7KUd… https://witness.example/north
///     witness south …
///     group both all north south
///     quorum both
///
/// Source: C2SP tlog-policy: lines of words, `#` begins a comment; a group asks for `any`, `all` or a
/// number of its members, which are witnesses or groups named before; `quorum none` asks for none.
public struct WitnessPolicy: Sendable, Equatable {
    public struct Witness: Sendable, Equatable {
        public let name: String
        public let key: VerifierKey
        /// Where to ask, without the last slash.
        public let url: String?
    }

    private struct Group: Sendable, Equatable {
        let least: Int
        let members: [String]
    }

    public private(set) var logs: [VerifierKey] = []
    public private(set) var witnesses: [Witness] = []
    private var groups: [String: Group] = [:]
    /// `nil`: none is asked for.
    public private(set) var quorum: String?

    public init(_ text: String) throws(ProofError) {
        var hasQuorum = false
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(
                String.init)
            guard let first = words.first else { continue }
            let rest = Array(words.dropFirst())
            switch (first, rest.count) {
            case ("log", 1...2): logs.append(try VerifierKey(rest[0]))
            case ("witness", 2...3): try add(witness: rest)
            case ("group", 3...): try add(group: rest, line: number + 1)
            case ("quorum", 1) where !hasQuorum:
                hasQuorum = true
                if rest[0] != "none" {
                    guard isNamed(rest[0]) else {
                        throw .malformed("The quorum \(rest[0]) is neither witness nor group")
                    }
                    quorum = rest[0]
                }
            default: throw .malformed("Line \(number + 1) of the policy is none of its lines")
            }
        }
        guard !logs.isEmpty, hasQuorum else {
            throw .malformed("A policy has a line for the log and one for the quorum")
        }
    }

    private func isNamed(_ name: String) -> Bool {
        groups[name] != nil || witnesses.contains { $0.name == name }
    }

    private mutating func add(witness words: [String]) throws(ProofError) {
        let key = try VerifierKey(words[1])
        guard !isNamed(words[0]), words[0] != "none", key.type == .cosignature else {
            throw .malformed("The witness \(words[0]) is there twice, or its key is no witness's")
        }
        var url = words.count > 2 ? words[2] : nil
        while url?.hasSuffix("/") == true { url?.removeLast() }
        witnesses.append(Witness(name: words[0], key: key, url: url))
    }

    private mutating func add(group words: [String], line: Int) throws(ProofError) {
        let members = Array(words.dropFirst(2))
        let least =
            words[1] == "any" ? 1 : words[1] == "all" ? members.count : Int(words[1]) ?? 0
        guard !isNamed(words[0]), words[0] != "none", members.allSatisfy(isNamed),
            Set(members).count == members.count, (1...members.count).contains(least)
        else { throw .malformed("Line \(line) of the policy: the group does not fit its members") }
        groups[words[0]] = Group(least: least, members: members)
    }

    /// Every key whose signature counts.
    public var keys: [VerifierKey] { logs + witnesses.map(\.key) }

    /// Checks the log's signature and that enough witnesses have signed.
    ///
    /// - Throws: ``ProofError/unsigned(keys:)`` where one of the two is missing,
    ///   ``ProofError/badSignature(key:)``
    @discardableResult
    public func verify(_ note: SignedNote) throws(ProofError) -> Checkpoint {
        let checkpoint = try note.checkpoint(signedBy: logs)
        let signers = try note.verified(by: keys)
        if let quorum, !isMet(quorum, by: signers) {
            throw .unsigned(
                keys: witnesses.filter { !signers.contains($0.key) }.map(\.key.name))
        }
        return checkpoint
    }

    private func isMet(_ name: String, by signers: [VerifierKey]) -> Bool {
        if let witness = witnesses.first(where: { $0.name == name }) {
            return signers.contains(witness.key)
        }
        guard let group = groups[name] else { return false }
        return group.members.count { isMet($0, by: signers) } >= group.least
    }
}
