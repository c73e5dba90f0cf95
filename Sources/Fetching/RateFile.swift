import Glibc

/// The file of one family of servers, read and written under a lock that the kernel drops with its
/// holder.
struct RateFile {
    let path: String

    /// Takes a slot.
    ///
    /// - Returns: When it begins; `nil` while another process holds the file.
    func take(clock: () -> Int64, spacing: Int64) throws(RateLimitError) -> Int64? {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure() }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK || errno == EINTR { return nil }
            throw failure()
        }
        let bytes = [UInt8](unsafeUninitializedCapacity: RateSlots.length + 1) { buffer, count in
            count = max(0, pread(file, buffer.baseAddress, buffer.count, 0))
        }
        let (start, slots) = RateSlots.take(
            after: RateSlots(bytes), isNew: bytes.isEmpty, now: clock(), spacing: spacing)
        let text = Array(slots.text.utf8)
        guard bytes.count <= text.count || ftruncate(file, text.count) == 0,
            pwrite(file, text, text.count, 0) == text.count
        else { throw failure() }
        return start
    }

    private func failure() -> RateLimitError {
        .unusable(path: path, reason: String(cString: strerror(errno)))
    }
}
