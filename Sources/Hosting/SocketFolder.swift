import Glibc

/// The folder of the server's socket: the account's own, closed to everybody else.
struct SocketFolder {
    let path: String
    let account: ServerAccount

    /// Makes it, or checks the one that is there; in `/tmp` anybody may have made one.
    func make() throws(HostingError) {
        guard let entry = FileSystem.entry(at: path) else {
            return try account.makePrivateFolder(path)
        }
        guard entry.isFolder, entry.owner == account.user, entry.permissions & 0o077 == 0 else {
            throw .socketFolderUnsafe(path)
        }
    }
}
