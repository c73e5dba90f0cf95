import Glibc

/// Ends the server of one folder and sees to it that nothing of it is left.
struct ServerStop {
    let folder: ServerFolder

    /// - Returns: Whether there was a server.
    func run() throws(HostingError) -> Bool {
        guard FileSystem.entry(at: folder.lock) != nil else { return false }
        let lock = try FolderLock(folder, waiting: .seconds(180))
        defer { _ = lock.file }
        guard let file = PostmasterFile(of: folder) else { return false }
        let server = ServerProcess(file.process)
        // The file is the account's to write; root signals a process of that account only.
        guard server.serves(folder.cluster),
            server.user == FileSystem.entry(at: folder.cluster)?.owner
        else { return false }
        let processes = server.children + [server]
        // SIGINT is PostgreSQL's "fast shutdown": the same that `pg_ctl stop` sends.
        guard kill(server.id, SIGINT) == 0 || errno == ESRCH else {
            throw FileSystem.failure(at: folder.cluster)
        }
        try waitForEnd(of: processes, until: .now + .seconds(60))
        return true
    }

    private func waitForEnd(
        of processes: [ServerProcess], until deadline: ContinuousClock.Instant
    ) throws(HostingError) {
        while let left = processes.last(where: \.isAlive) {
            guard ContinuousClock.now < deadline else { throw .notStopped(process: left.id) }
            usleep(5_000)
        }
    }
}
