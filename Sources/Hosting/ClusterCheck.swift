import Glibc

/// Looks at a server's folder before anything is done in it.
struct ClusterCheck {
    let folder: ServerFolder

    /// The version that made the cluster.
    var majorVersion: Int? {
        FileSystem.text(of: folder.cluster + "/PG_VERSION").flatMap { text in
            Int(text.prefix { $0.isNumber })
        }
    }

    /// Whether there is a cluster, whole and owned by the account that is to serve it.
    ///
    /// - Throws: What is wrong with the folder or the cluster; `false` when there is nothing yet.
    func isMade(for account: ServerAccount) throws(HostingError) -> Bool {
        if !folder.nameIsUsable { throw .nameUnusable(folder.dataFolder) }
        guard FileSystem.entry(at: folder.home) != nil else {
            try refuseUnreadableFolder()
            return false
        }
        try checkOwner(of: folder.home, is: geteuid())
        let names = FileSystem.names(in: folder.home)
        guard names.isEmpty || names.contains("annals.lock") else {
            throw .foreignFolder(folder.home)
        }
        guard FileSystem.entry(at: folder.cluster) != nil else { return false }
        try checkOwner(of: folder.cluster, is: account.user)
        guard majorVersion != nil,
            FileSystem.entry(at: folder.cluster + "/global/pg_control") != nil
        else { throw .brokenCluster(folder.cluster) }
        return true
    }

    /// A folder that cannot be looked into must not pass for one that is not there.
    private func refuseUnreadableFolder() throws(HostingError) {
        var status = stat()
        guard lstat(folder.home, &status) != 0, errno != ENOENT else { return }
        throw FileSystem.failure(at: folder.dataFolder)
    }

    private func checkOwner(of path: String, is user: uid_t) throws(HostingError) {
        guard let entry = FileSystem.entry(at: path), entry.isFolder else {
            throw .folderUnusable(folder: path, reason: "Not a directory")
        }
        guard entry.owner == user else {
            throw .wrongOwner(
                folder: path, owner: ServerAccount.name(of: entry.owner),
                account: ServerAccount.name(of: user))
        }
    }
}
