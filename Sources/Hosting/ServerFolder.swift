import Glibc

/// The places of one private server, all below the user's data folder but for a socket whose path
/// would be too long there.
public struct ServerFolder: Sendable, Equatable {
    /// The user's data folder.
    public let dataFolder: String
    /// `<data folder>/postgresql`: what the server keeps to.
    public var home: String { dataFolder + "/postgresql" }
    /// PostgreSQL's data directory.
    public var cluster: String { home + "/cluster" }
    /// The server's log files, one for each day of the week.
    public var logs: String { cluster + "/log" }
    /// What the server said before it could open its log.
    var startLog: String { cluster + "/start.log" }
    /// A cluster on its way; what is found here when nobody holds ``lock`` is debris.
    var making: String { home + "/cluster.new" }
    /// Held while a server is started or stopped. Also the mark by which the folder is known as ours.
    var lock: String { home + "/annals.lock" }

    /// Where the server listens.
    ///
    /// A socket's path may have 107 bytes, and no comma, which separates hosts in a URL. Any other
    /// moves to `/tmp/annals-<uid>-<hash>`, found again from the data folder alone, and recorded in
    /// `postmaster.pid` by the server. It is not put in `$XDG_RUNTIME_DIR`: cron does not have it,
    /// and logging out removes it while the server runs. systemd-tmpfiles keeps sockets that
    /// somebody listens on.
    ///
    /// Source: unix(7), `sun_path`; tmpfiles.d(5), "Age".
    func socketFolder(for user: uid_t) -> String {
        let near = home + "/socket"
        let longest = near.utf8.count + "/.s.PGSQL.5432".utf8.count
        let fits = longest <= 107 && !near.utf8.contains(UInt8(ascii: ","))
        return fits ? near : "/tmp/annals-\(user)-\(Self.hash(home))"
    }

    /// The URL of the database `annals` for clients of this machine.
    static func url(socketFolder: String) -> String {
        "postgresql://postgres@/annals?host=\(percentEncoded(socketFolder))"
    }

    /// Names that PostgreSQL's own scripts cannot carry: `pg_ctl` quotes the path for a shell
    /// with `"` only, and `postmaster.pid` keeps it on a line.
    var nameIsUsable: Bool {
        !dataFolder.utf8.contains { byte in
            byte < 0x20 || byte == 0x7F || "\"$`\\".utf8.contains(byte)
        }
    }

    /// FNV-1a, 64 bits: a short name for a path, for tidiness and not for safety.
    private static func hash(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return String(hash, radix: 16)
    }

    /// Source: RFC 3986, section 2.3, "Unreserved Characters"; the slash is escaped too.
    private static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
