import Glibc
import Synchronization

/// The body of an answer that is too large to be held: a file, in a folder that nobody else can
/// read, or in the store of those that were kept.
public final class FetchedFile: Sendable {
    public let path: String
    public let sizeBytes: Int
    /// Goes away with the file; `nil` for what was kept.
    private let folder: TemporaryFolder?

    init(path: String, sizeBytes: Int, in folder: TemporaryFolder?) {
        self.path = path
        self.sizeBytes = sizeBytes
        self.folder = folder
    }

    /// Removes the file, but for one that was kept. Done by itself when nobody holds this any more.
    func discard() { folder?.remove() }
}

/// A new folder for one file, open to this user only; both go away with the last reference.
final class TemporaryFolder: Sendable {
    /// Where the file is to be.
    var file: String { folder + "/body" }
    private let folder: String
    private let isRemoved = Atomic<Bool>(false)

    /// - Parameter parent: `TMPDIR`, where it is set.
    init(in parent: String?) throws(BodyStoreError) {
        let parent = parent.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var name = Array("\(parent)/annals-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { throw BodyStore.failure(parent) }
        folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { remove() }

    func remove() {
        if isRemoved.exchange(true, ordering: .acquiringAndReleasing) { return }
        unlink(file)
        rmdir(folder)
    }
}
