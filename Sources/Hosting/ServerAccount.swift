import Glibc

/// The user whom the server's programs run as: the caller, or for root the account `postgres`.
struct ServerAccount: Sendable, Equatable {
    static let nameForRoot = "postgres"

    let name: String
    let user: uid_t
    let group: gid_t
    /// What comes before a program's name to run it as this account.
    let prefix: [String]

    /// The account for whoever runs this process.
    static func current() throws(HostingError) -> ServerAccount {
        let caller = geteuid()
        guard caller == 0 else {
            return ServerAccount(name: name(of: caller), user: caller, group: getegid(), prefix: [])
        }
        guard let entry = getpwnam(nameForRoot)?.pointee, entry.pw_uid != 0 else {
            throw .accountMissing
        }
        // setpriv and not su or runuser: no PAM session, no process left in between.
        guard let setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].first(where: isProgram) else {
            throw .accountSwitchMissing
        }
        let prefix = [
            setpriv, "--reuid=\(entry.pw_uid)", "--regid=\(entry.pw_gid)", "--init-groups", "--",
        ]
        return ServerAccount(
            name: nameForRoot, user: entry.pw_uid, group: entry.pw_gid, prefix: prefix)
    }

    /// The user id of ``current()``, without asking whether that account can be used.
    static var expectedUser: uid_t {
        let caller = geteuid()
        return caller == 0 ? getpwnam(nameForRoot)?.pointee.pw_uid ?? caller : caller
    }

    /// A user's name, or its number where it has none.
    static func name(of user: uid_t) -> String {
        getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? "user \(user)"
    }

    private static func isProgram(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// Makes a folder that only this account and root may enter.
    ///
    /// Root calls this in folders of its own only, or in `/tmp` under a name it has just made:
    /// nobody can put another file in its place before it is handed over.
    func makePrivateFolder(_ path: String) throws(HostingError) {
        guard mkdir(path, 0o700) == 0 else { throw FileSystem.failure(at: path) }
        guard chmod(path, 0o700) == 0, lchown(path, user, group) == 0 else {
            let failure = FileSystem.failure(at: path)
            rmdir(path)
            throw failure
        }
    }
}
