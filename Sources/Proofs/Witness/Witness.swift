/// Keeps the newest checkpoint it saw of each log, and cosigns those that continue it.
///
/// A log that shows one history here and another there is convicted by whoever compares: a witness
/// signs one history only. Source: C2SP tlog-witness v1.0.0; the cosignature is tlog-cosignature's
/// for Ed25519.
public actor Witness {
    /// What a request is answered with.
    public enum Answer: Equatable, Sendable {
        /// The signature line, with its line break.
        case cosigned(String)
        /// Not in the form it must have, or from a longer log to a shorter one.
        case malformed(String)
        /// No signature is by the key that is known for the log.
        case unsigned(String)
        /// The log is not known here.
        case unknownLog(String)
        /// The witness has another size than the request says, or another root of the same size.
        case conflict(size: Int64)
        /// The proof does not show that the checkpoint continues the one that was seen.
        case unproven(String)

        /// Source: C2SP tlog-witness v1.0.0, "add-checkpoint".
        public var status: Int {
            switch self {
            case .cosigned: 200
            case .malformed: 400
            case .unsigned: 403
            case .unknownLog: 404
            case .conflict: 409
            case .unproven: 422
            }
        }

        public var body: String {
            switch self {
            case .cosigned(let line): line
            case .conflict(let size): "\(size)\n"
            case .malformed(let why), .unsigned(let why), .unknownLog(let why), .unproven(let why):
                "\(why)\n"
            }
        }
    }

    private let key: SigningKey
    private let logs: [VerifierKey]
    private let folder: String

    /// - Parameters:
    ///   - key: Of type ``SignatureType/cosignature``.
    ///   - logs: The keys of the logs that it watches; several of one name where a key was changed.
    ///   - folder: Keeps a file a log.
    public init(key: SigningKey, logs: [VerifierKey], folder: String) {
        self.key = key
        self.logs = logs
        self.folder = folder
    }

    /// Takes a checkpoint with the proof that it continues the one seen last.
    ///
    /// What was seen is on the disk before the signature leaves the house.
    ///
    /// - Parameter time: In seconds since 1970.
    /// - Throws: ``FileFailure`` or ``ProofError`` where the witness itself fails.
    public func add(_ body: String, at time: UInt64) throws -> Answer {
        let request: ContinuationProof
        let checkpoint: Checkpoint
        do throws(ProofError) {
            request = try ContinuationProof(body)
            checkpoint = try request.note.checkpoint()
        } catch {
            return .malformed("\(error)")
        }
        let keys = logs.filter { $0.name == checkpoint.origin }
        if keys.isEmpty { return .unknownLog("The log \(checkpoint.origin) is not known here.") }
        do throws(ProofError) { try request.note.verified(by: keys) } catch {
            return .unsigned("\(error)")
        }
        guard request.oldSize <= checkpoint.size else {
            return .malformed("The checkpoint has fewer entries than the old one.")
        }
        let seen = try self.seen(checkpoint.origin)
        guard request.oldSize == seen?.size ?? 0 else { return .conflict(size: seen?.size ?? 0) }
        if let seen, seen.size == checkpoint.size, seen.root != checkpoint.root {
            return .conflict(size: seen.size)
        }
        do throws(ProofError) {
            try request.proof.verify(
                oldSize: request.oldSize, oldRoot: seen?.root ?? .emptyTree,
                newSize: checkpoint.size, newRoot: checkpoint.root)
        } catch {
            return .unproven("\(error)")
        }
        let signature = try key.sign(checkpoint.text, at: time)
        var note = request.note
        note.add([signature])
        try WholeFile.write(Array(note.whole.utf8), to: path(of: checkpoint.origin))
        return .cosigned(signature.line)
    }

    /// The newest checkpoint that was seen of a log.
    private func seen(_ origin: String) throws -> Checkpoint? {
        guard let bytes = try WholeFile.read(path(of: origin)) else { return nil }
        return try SignedNote(bytes: bytes).checkpoint()
    }

    private func path(of origin: String) -> String {
        "\(folder)/\(FileName.escaped(origin))"
    }
}
