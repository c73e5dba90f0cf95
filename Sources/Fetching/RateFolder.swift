import Glibc

/// Where a user's processes keep their shared limits: a folder closed to everybody else.
///
/// One that cron jobs and logins agree on: `XDG_RUNTIME_DIR` is set for the one and not for the
/// other, and would give each a limit of its own.
public struct RateFolder: Equatable, Sendable {
    public let path: String

    /// `/tmp/annals-limits-<uid>`
    public init() { path = "/tmp/annals-limits-\(getuid())" }

    public init(path: String) { self.path = path }

    /// Makes it, or checks the one that is there; in `/tmp` anybody may have made one.
    func make() throws(RateLimitError) {
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw .unusable(path: path, reason: String(cString: strerror(errno)))
        }
        var status = stat()
        guard lstat(path, &status) == 0 else {
            throw .unusable(path: path, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0
        else { throw .folderUnsafe(path) }
    }

    /// The file of a family, whatever characters its name has.
    func file(of family: String) -> RateFile {
        let name = family.lowercased().utf8.map { byte -> String in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."):
                String(Unicode.Scalar(byte))
            default: "_" + String(byte, radix: 16)
            }
        }
        return RateFile(path: "\(path)/rate-" + name.joined())
    }
}
