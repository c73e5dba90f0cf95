import Glibc

/// Brings the server of one folder to where it accepts connections.
struct ServerStart {
    let folder: ServerFolder
    let search: ProgramSearch

    /// - Returns: The URL of the database `annals`.
    func run() throws(HostingError) -> String {
        if let url = folder.runningURL { return url }
        let account = try ServerAccount.current()
        _ = try ClusterCheck(folder: folder).isMade(for: account)
        try makeHome(for: account)
        // Longer than a start may take: the one who waits finds the server running.
        let lock = try FolderLock(folder, waiting: .seconds(180))
        if let url = try waitForRunningServer() { return url }
        let isMade = try ClusterCheck(folder: folder).isMade(for: account)
        let programs = try fittingPrograms()
        if !isMade {
            try ClusterCreation(
                folder: folder, account: account, programs: programs, lock: lock.file
            ).run()
        }
        let socketFolder = folder.socketFolder(for: account.user)
        try SocketFolder(path: socketFolder, account: account).make()
        try startServer(programs, as: account, socketFolder: socketFolder)
        return ServerFolder.url(socketFolder: socketFolder)
    }

    private func fittingPrograms() throws(HostingError) -> ServerPrograms {
        guard let version = ClusterCheck(folder: folder).majorVersion else {
            return try search.newest()
        }
        return try search.programs(forCluster: version, in: folder.cluster)
    }

    /// The user's alone; root's can be passed through by the account, and read by nobody.
    private func makeHome(for account: ServerAccount) throws(HostingError) {
        let isRoot = geteuid() == 0
        try FileSystem.makeFolder(folder.dataFolder, permissions: isRoot ? 0o755 : 0o700)
        try FileSystem.makeFolder(folder.home, permissions: isRoot ? 0o711 : 0o700)
        guard isRoot else { return }
        let test = try ChildProcess.run(
            account.prefix + ["/usr/bin/test", "-x", folder.home], timeout: .seconds(10))
        guard test.exitCode == 0 else {
            throw .accountShutOut(account: account.name, folder: folder.home)
        }
    }

    /// Waits for a server that starts, recovers or shuts down by itself.
    ///
    /// - Returns: Its URL, or `nil` when no server is there.
    private func waitForRunningServer() throws(HostingError) -> String? {
        let deadline = ContinuousClock.now + .seconds(60)
        while let file = PostmasterFile(of: folder),
            ServerProcess(file.process).serves(folder.cluster)
        {
            if file.isReady { return ServerFolder.url(socketFolder: file.socketFolder) }
            guard ContinuousClock.now < deadline else { throw .stillStarting(log: folder.logs) }
            usleep(10_000)
        }
        return nil
    }

    private func startServer(
        _ programs: ServerPrograms, as account: ServerAccount, socketFolder: String
    ) throws(HostingError) {
        // Processes of a killed server may take a while to notice; PostgreSQL refuses to start
        // beside them.
        let wasKilled = FileSystem.entry(at: folder.cluster + "/postmaster.pid") != nil
        let deadline = ContinuousClock.now + .seconds(wasKilled ? 10 : 0)
        StaleFiles(folder: folder, socketFolder: socketFolder).remove()
        while true {
            let outcome = try callPgCtl(programs, as: account, socketFolder: socketFolder)
            if outcome.exitCode == 0 { return }
            if try waitForRunningServer() != nil { return }
            guard ContinuousClock.now < deadline else {
                throw StartFailure(folder: folder, outcome: outcome).error
            }
            usleep(200_000)
        }
    }

    private func callPgCtl(
        _ programs: ServerPrograms, as account: ServerAccount, socketFolder: String
    ) throws(HostingError) -> ChildProcess.Outcome {
        let command = [
            programs.pgCtl, "start", "--wait", "--timeout=60", "--silent",
            "--pgdata", folder.cluster, "--log", folder.startLog,
            "--options", ServerSettings.startOptions(socketFolder: socketFolder),
        ]
        return try ChildProcess.run(account.prefix + command, timeout: .seconds(90))
    }
}
