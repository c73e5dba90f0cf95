import CanonicalJSON
import Glibc
import Synchronization

/// Answers that earlier runs kept, given again in the order they came in.
///
/// Several answers to one request come in turn; the last one stays.
public final class KeptAnswers: Sendable {
    struct Answer: Sendable {
        let entry: KeptAnswer
        let raw: RawAnswer
    }

    /// As the user named it.
    public let path: String
    private let store: BodyStore
    private let entries: [[String]: [KeptAnswer]]
    /// How many answers to a request have been given.
    private let given = Mutex<[[String]: Int]>([:])

    /// - Parameter path: A folder given to `--keep`: all its runs, in order; or one index in it.
    public init(at path: String) throws(BodyStoreError) {
        self.path = path
        var entries: [[String]: [KeptAnswer]] = [:]
        let (folder, indexes) = try Self.indexes(at: path)
        guard !indexes.isEmpty else { throw .nothingKept(path: path) }
        for index in indexes {
            for entry in try Self.entries(in: index) {
                entries[KeptAnswer.key(url: entry.url, form: entry.form), default: []].append(entry)
            }
        }
        store = BodyStore(folder: folder)
        self.entries = entries
    }

    /// - Parameter isConditional: Whether the request names what the asker has; else a 304 is no
    ///   answer to it.
    /// - Returns: `nil` when no answer was kept.
    func next(to request: SourceRequest, isConditional: Bool) throws(BodyStoreError) -> Answer? {
        let key = KeptAnswer.key(url: request.url, form: request.form)
        let all = entries[key] ?? []
        let isFit = { (entry: KeptAnswer) in entry.status != 304 || isConditional }
        let entry = given.withLock { given in
            let start = given[key] ?? 0
            guard let next = all[start...].firstIndex(where: isFit) else {
                return all.last(where: isFit)
            }
            given[key] = next + 1
            return all[next]
        }
        guard let entry else { return nil }
        var raw = RawAnswer(status: entry.status, headers: entry.headers)
        if request.isLarge, (200..<300).contains(entry.status), entry.sizeBytes > 0 {
            let (path, start) = try store.file(entry.sha256)
            raw.body = start
            raw.file = FetchedFile(path: path, sizeBytes: entry.sizeBytes, in: nil)
        } else {
            raw.body = try store.body(entry.sha256)
        }
        return Answer(entry: entry, raw: raw)
    }

    private static func indexes(
        at path: String
    ) throws(BodyStoreError) -> (folder: String, indexes: [String]) {
        guard let listing = opendir(path) else {
            guard errno == ENOTDIR else { throw BodyStore.failure(path) }
            return (path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".", [path])
        }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(AnswerKeeper.prefix), name.hasSuffix(".jsonl") { names.append(name) }
        }
        return (path, names.sorted().map { "\(path)/\($0)" })
    }

    /// A last line without its end was being written when the run died: its answer was not kept.
    private static func entries(in index: String) throws(BodyStoreError) -> [KeptAnswer] {
        var entries: [KeptAnswer] = []
        let lines = try BodyStore.read(index).split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.dropLast().enumerated() {
            let json: JSONValue
            do {
                json = try JSONValue(parsing: Array(line))
            } catch {
                throw .badIndex(path: index, line: number + 1, reason: "\(error)")
            }
            guard let entry = KeptAnswer(json) else {
                throw .badIndex(path: index, line: number + 1, reason: "it is no kept answer")
            }
            entries.append(entry)
        }
        return entries
    }
}
