import Glibc

/// Memory that files are read into one after the other, so that it need not be given anew for each.
///
/// Reads and does not map: who cuts a mapped file short ends the process that reads it.
final class ReadBuffer {
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)

    deinit { memory.deallocate() }

    /// A file's bytes, valid until the next call; `nil` when there is no such file.
    func whole(_ path: String) throws(FileFailure) -> UnsafeRawBufferPointer? {
        guard let file = try InputFile(path) else { return nil }
        return try next(file.sizeBytes, of: file)
    }

    /// The next bytes of a file, fewer only at its end; valid until the next call.
    func next(_ count: Int, of file: InputFile) throws(FileFailure) -> UnsafeRawBufferPointer {
        if count > memory.count {
            memory.deallocate()
            memory = .allocate(byteCount: count, alignment: 64)
        }
        let room = UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
        return UnsafeRawBufferPointer(rebasing: room[..<(try file.read(into: room))])
    }
}

/// A file that is read from its beginning to its end.
final class InputFile {
    let path: String
    let sizeBytes: Int
    private let descriptor: Int32

    /// - Returns: `nil` when there is no such file.
    init?(_ path: String) throws(FileFailure) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw FileFailure(path)
        }
        guard fstat(descriptor, &status) == 0 else {
            let failure = FileFailure(path)
            close(descriptor)
            throw failure
        }
        sizeBytes = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// - Returns: How many bytes were read, fewer than there is room only at the file's end.
    func read(into room: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
        var count = 0
        while count < room.count {
            let more = Glibc.read(
                descriptor, room.baseAddress.map { $0 + count }, room.count - count)
            if more < 0, errno == EINTR { continue }
            if more < 0 { throw FileFailure(path) }
            if more == 0 { break }
            count += more
        }
        return count
    }
}
