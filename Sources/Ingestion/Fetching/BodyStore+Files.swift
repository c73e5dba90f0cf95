import Digests
import Glibc

extension BodyStore {
    /// Keeps the content of a file, unless it is there; the file stays where it is. The body is on
    /// the disk afterwards, whole, or not at all.
    func keep(fileAt file: String, sizeBytes: Int, sha256: String) throws(BodyStoreError) {
        let path = path(of: sha256)
        var status = stat()
        if stat(path, &status) == 0, Int(status.st_size) == sizeBytes { return }
        try place(sha256) { draft throws(BodyStoreError) in
            // On the same disk a second name is enough.
            if link(file, draft) == 0 { return try Self.settleFile(draft) }
            let copy = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            guard copy >= 0 else { throw Self.failure(draft) }
            defer { close(copy) }
            try Self.readParts(of: file) { part throws(BodyStoreError) in
                try Self.write(part, to: copy, path: draft)
            }
            try Self.settleFile(draft)
        }
    }

    /// Checks a body that is too large to be held.
    ///
    /// - Returns: Where it is, and its first bytes.
    /// - Throws: ``BodyStoreError/damaged(path:)`` when the bytes are others than were kept.
    func file(_ sha256: String) throws(BodyStoreError) -> (path: String, start: [UInt8]) {
        let path = path(of: sha256)
        var start: [UInt8] = []
        let digest = try Self.digest(ofFileAt: path) { start += $0.prefix(4096 - start.count) }
        guard digest == sha256 else { throw .damaged(path: path) }
        return (path, start)
    }

    /// Of a file's content, in hexadecimal.
    ///
    /// - Parameter look: Told the parts as they are read.
    static func digest(
        ofFileAt path: String, _ look: ([UInt8]) -> Void = { _ in }
    ) throws(BodyStoreError) -> String {
        let hash = SHA256()
        try readParts(of: path) { part throws(BodyStoreError) in
            part.withUnsafeBytes { hash.update($0) }
            look(part)
        }
        return SHA256.hexadecimal(hash.finish())
    }

    private static func settleFile(_ path: String) throws(BodyStoreError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        guard fsync(file) == 0 || errno == EINVAL else { throw failure(path) }
    }
}
