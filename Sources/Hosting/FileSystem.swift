import Glibc

/// The few questions to the file system that hosting asks.
enum FileSystem {
    /// What `stat` says about a name.
    struct Entry {
        let isFolder: Bool
        let owner: uid_t
        let permissions: mode_t
        /// When its content last changed, in nanoseconds since 1970.
        let changedAt: Int64
        private let device: dev_t
        private let inode: ino_t

        init(_ status: stat) {
            isFolder = status.st_mode & S_IFMT == S_IFDIR
            owner = status.st_uid
            permissions = status.st_mode & 0o7777
            changedAt = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
            device = status.st_dev
            inode = status.st_ino
        }

        func isSame(as other: Entry) -> Bool { device == other.device && inode == other.inode }
    }

    /// `nil` when there is nothing by that name, or nothing that may be looked at.
    static func entry(at path: String, followingLinks: Bool = false) -> Entry? {
        var status = stat()
        let answer = followingLinks ? stat(path, &status) : lstat(path, &status)
        return answer == 0 ? Entry(status) : nil
    }

    /// A small file's text, 64 KiB of it at most, or its last bytes; `nil` when it cannot be read.
    static func text(of path: String, lastBytes: Int? = nil) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        // Fails when the file is shorter, which is then read from its beginning.
        if let lastBytes { lseek(file, -lastBytes, SEEK_END) }
        return text(from: file)
    }

    /// The text from where the open file stands.
    static func text(from file: Int32) -> String {
        var bytes: [UInt8] = []
        while bytes.count < 65_536 {
            let chunk = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
                count = max(0, read(file, buffer.baseAddress, 4096))
            }
            if chunk.isEmpty { break }
            bytes += chunk
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same open file under a number that no program started takes for input, output or lock,
    /// also when the caller was started without them; closed when a program starts.
    static func aboveStandardFiles(_ file: Int32) -> Int32 {
        let moved = fcntl(file, F_DUPFD_CLOEXEC, 10)
        guard moved >= 0 else { return file }
        close(file)
        return moved
    }

    /// The names in a folder, in no order; none when it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Makes a folder and those above it; what it makes gets the given permissions.
    static func makeFolder(_ path: String, permissions: mode_t) throws(HostingError) {
        if entry(at: path, followingLinks: true)?.isFolder == true { return }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try makeFolder(String(path[..<slash]), permissions: permissions)
        }
        guard mkdir(path, permissions) == 0 else {
            if errno == EEXIST, entry(at: path, followingLinks: true)?.isFolder == true { return }
            throw failure(at: path)
        }
        // Whatever the umask took away.
        guard chmod(path, permissions) == 0 else { throw failure(at: path) }
    }

    /// Megabytes that a user may still write.
    static func freeMegabytes(at path: String) -> UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize) / 1_048_576
    }

    /// The error that `errno` stands for.
    static func failure(at path: String, _ code: Int32 = errno) -> HostingError {
        code == ENOSPC || code == EDQUOT
            ? .diskFull(folder: path)
            : .folderUnusable(folder: path, reason: String(cString: strerror(code)))
    }
}
