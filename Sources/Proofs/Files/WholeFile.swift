import Glibc

/// What the operating system refused.
public struct FileFailure: Error, Equatable, Sendable, CustomStringConvertible {
    public let path: String
    public let reason: String
    /// Whether it was for want of permission.
    public let isForbidden: Bool

    init(_ path: String, _ number: Int32 = errno) {
        self.path = path
        reason = String(cString: strerror(number))
        isForbidden = [EACCES, EPERM, EROFS].contains(number)
    }

    public var description: String { "\(path): \(reason)." }
}

/// Files that are read and written whole.
public enum WholeFile {
    /// - Returns: `nil` when there is no such file.
    public static func read(_ path: String) throws(FileFailure) -> [UInt8]? {
        guard let file = try InputFile(path) else { return nil }
        var failure: FileFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: file.sizeBytes) { buffer, count in
            do throws(FileFailure) {
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Reads what has no size to be known beforehand, as a pipe; stops behind so many bytes.
    ///
    /// - Returns: `nil` when there is no such file.
    public static func readStream(_ path: String, most: Int) throws(FileFailure) -> [UInt8]? {
        guard let file = try InputFile(path) else { return nil }
        let buffer = ReadBuffer()
        var bytes: [UInt8] = []
        while bytes.count <= most {
            let piece = try buffer.next(1 << 18, of: file)
            if piece.isEmpty { break }
            bytes.append(contentsOf: piece)
        }
        return bytes
    }

    /// Whether others than its owner may read or write the file; `nil` when there is none.
    public static func isOpenToOthers(_ path: String) -> Bool? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o077 != 0 : nil
    }

    /// Writes a file so that its name stands for the old or the new content at any time, and makes the
    /// folders above it.
    ///
    /// - Parameters:
    ///   - permissions: Whatever the umask says.
    ///   - isDurable: Whether it must outlive a power cut when this returns.
    public static func write(
        _ bytes: [UInt8], to path: String, permissions: mode_t = 0o644, isDurable: Bool = true
    ) throws(FileFailure) {
        let folder = folder(of: path)
        try makeFolder(folder, permissions: permissions & 0o077 == 0 ? 0o700 : 0o755)
        let draft = "\(path).\(UInt64.random(in: 0...UInt64.max)).new"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, permissions)
        guard file >= 0 else { throw FileFailure(path) }
        let isWritten =
            fchmod(file, permissions) == 0 && writeAll(bytes, to: file)
            && (!isDurable || fsync(file) == 0)
        let failure = isWritten ? nil : FileFailure(path)
        close(file)
        if failure == nil, rename(draft, path) == 0 {
            if isDurable { sync(folder) }
            return
        }
        let reason = failure ?? FileFailure(path)
        unlink(draft)
        throw reason
    }

    /// Runs the body while nobody else does who names the same file, in whatever process.
    ///
    /// - Parameter path: Of a file that is made for this and stays.
    public static func locked<Value, Failure: Error>(
        _ path: String, throwing: (FileFailure) -> Failure, _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        do throws(FileFailure) { try makeFolder(folder(of: path)) } catch { throw throwing(error) }
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw throwing(FileFailure(path)) }
        defer { close(file) }
        while flock(file, LOCK_EX) != 0 {
            guard errno == EINTR else { throw throwing(FileFailure(path)) }
        }
        return try body()
    }

    /// Makes a folder and those above it.
    public static func makeFolder(
        _ path: String, permissions: mode_t = 0o755
    ) throws(FileFailure) {
        if path.isEmpty || mkdir(path, permissions) == 0 || errno == EEXIST { return }
        guard errno == ENOENT else { throw FileFailure(path) }
        try makeFolder(folder(of: path), permissions: permissions)
        guard mkdir(path, permissions) == 0 || errno == EEXIST else { throw FileFailure(path) }
    }

    /// The names in a folder, sorted; none when there is no such folder.
    public static func names(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func sync(_ folder: String) {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { return }
        fsync(file)
        close(file)
    }

    /// Writes all of the bytes to an open file.
    ///
    /// - Returns: Whether that was possible; `errno` says why not.
    public static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
