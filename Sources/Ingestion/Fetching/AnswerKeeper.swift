import Filings
import Glibc
import Synchronization

/// Keeps the answers of one run: bodies by their digest, and an index of what was asked and
/// answered, one line each, in a file of its own: `<folder>/answers-<time>-<process>.jsonl`.
///
/// The file is made with the first answer. A line stands only after its body does; lines are only
/// ever added.
public final class AnswerKeeper: Sendable {
    /// Of an index.
    static let prefix = "answers-"

    private let store: BodyStore
    private let index = Mutex<(file: Int32, path: String)?>(nil)

    /// - Parameter folder: Made when it is not there.
    public init(folder: String) { store = BodyStore(folder: folder) }

    deinit {
        if let file = index.withLock({ $0?.file }) { close(file) }
    }

    /// Keeps one answer; it is on the disk afterwards.
    func keep(
        _ raw: RawAnswer, sha256: String, to request: SourceRequest, fetchedAt: Instant
    ) throws(BodyStoreError) {
        if let file = raw.file {
            try store.keep(fileAt: file.path, sizeBytes: file.sizeBytes, sha256: sha256)
        } else {
            try store.keep(raw.body, sha256: sha256)
        }
        let entry = KeptAnswer(raw, sha256: sha256, to: request, fetchedAt: fetchedAt)
        let line = entry.json.canonicalBytes + [UInt8(ascii: "\n")]
        try index.withLock { open throws(BodyStoreError) in
            if open == nil { open = try makeIndex(at: fetchedAt) }
            guard let (file, path) = open else { return }
            do throws(BodyStoreError) {
                try BodyStore.append(line, to: file, path: path)
            } catch {
                // The line may stand there in part; nothing may follow it.
                close(file)
                open = nil
                throw error
            }
        }
    }

    /// By name in the order of their times.
    private func makeIndex(at time: Instant) throws(BodyStoreError) -> (Int32, String) {
        let digits = time.text.filter { $0 != "-" && $0 != ":" }
        let chance = String(UInt32.random(in: 0...UInt32.max), radix: 16)
        let path = "\(store.folder)/\(Self.prefix)\(digits)-\(getpid())-\(chance).jsonl"
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw BodyStore.failure(path) }
        do throws(BodyStoreError) {
            try BodyStore.settle(store.folder)
        } catch {
            close(file)
            throw error
        }
        return (file, path)
    }
}
