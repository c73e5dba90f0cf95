import Digests
import Glibc

/// Bodies by their digest, each once: `<folder>/<first two digits>/<sha256>`.
struct BodyStore: Sendable {
    let folder: String

    func path(of sha256: String) -> String { "\(folder)/\(sha256.prefix(2))/\(sha256)" }

    /// Writes a body, unless it is there. It is on the disk afterwards, whole, or not at all.
    func keep(_ bytes: [UInt8], sha256: String) throws(BodyStoreError) {
        let path = path(of: sha256)
        var status = stat()
        if stat(path, &status) == 0, Int(status.st_size) == bytes.count { return }
        try place(sha256) { draft throws(BodyStoreError) in try Self.write(bytes, to: draft) }
    }

    /// Gives a body its name once it is written.
    ///
    /// - Parameter write: Writes it to the path it is given.
    func place(
        _ sha256: String, _ write: (String) throws(BodyStoreError) -> Void
    ) throws(BodyStoreError) {
        let path = path(of: sha256)
        let home = "\(folder)/\(sha256.prefix(2))"
        try Self.makeFolder(home)
        let draft = "\(home)/.\(sha256).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
        do throws(BodyStoreError) {
            try write(draft)
            guard rename(draft, path) == 0 else { throw Self.failure(path) }
            try Self.settle(home)
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// - Throws: ``BodyStoreError/damaged(path:)`` when the bytes are others than were kept.
    func body(_ sha256: String) throws(BodyStoreError) -> [UInt8] {
        let path = path(of: sha256)
        let bytes = try Self.read(path)
        guard SHA256.text(of: bytes) == sha256 else { throw .damaged(path: path) }
        return bytes
    }

    static func makeFolder(_ path: String) throws(BodyStoreError) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try makeFolder(String(path[..<slash]))
        }
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw failure(path) }
    }

    /// A new name in a folder is on the disk only when the folder is.
    static func settle(_ folder: String) throws(BodyStoreError) {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw failure(folder) }
        defer { close(file) }
        guard fsync(file) == 0 || errno == EINVAL else { throw failure(folder) }
    }

    static func read(_ path: String) throws(BodyStoreError) -> [UInt8] {
        var bytes: [UInt8] = []
        try readParts(of: path) { part throws(BodyStoreError) in bytes += part }
        return bytes
    }

    static func readParts(
        of path: String, _ take: ([UInt8]) throws(BodyStoreError) -> Void
    ) throws(BodyStoreError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        while true {
            var code: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
                let read = Glibc.read(file, buffer.baseAddress, buffer.count)
                code = read < 0 ? errno : 0
                count = max(0, read)
            }
            if code == EINTR { continue }
            guard code == 0 else { throw failure(path, code) }
            if chunk.isEmpty { return }
            try take(chunk)
        }
    }

    /// Writes all of the bytes to an open file; they are on the disk afterwards.
    static func append(_ bytes: [UInt8], to file: Int32, path: String) throws(BodyStoreError) {
        try write(bytes, to: file, path: path)
        guard fsync(file) == 0 || errno == EINVAL else { throw failure(path) }
    }

    static func write(_ bytes: [UInt8], to file: Int32, path: String) throws(BodyStoreError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(BodyStoreError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        try append(bytes, to: file, path: path)
    }

    static func failure(_ path: String, _ code: Int32 = errno) -> BodyStoreError {
        .unusable(path: path, reason: String(cString: strerror(code)))
    }
}
