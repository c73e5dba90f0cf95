/// The private PostgreSQL server: a cluster of the user's own, for a command without a database URL.
///
/// It is made on first need and belongs to the user: it outlives the command that started it,
/// listens on a Unix socket only, in a folder that nobody else may enter, and keeps PostgreSQL's
/// durable settings. Everything lives in ``ServerFolder/home``; the user `root`, whom PostgreSQL
/// refuses to serve, gets a server that runs as the account `postgres`.
///
/// Decisions:
/// - *The running server describes itself.* ``ensureRunning()`` reads the server's own
///   `postmaster.pid` and looks the process up in `/proc`: four system calls and no connection, so
///   a command against a running server pays microseconds. Stale files of a crash or a reboot never
///   pass, because the process named there must serve this very folder (same device and inode).
/// - *No TCP and no passwords.* `trust` in a folder of mode 0700, with a socket of mode 0700, lets in
///   exactly the owner and root.
/// - *Made aside, then renamed*, the database `annals` included: an interrupted first start leaves
///   a folder that the next start clears away, never half a cluster.
/// - *One at a time*: starting and stopping hold a lock (`flock`) that dies with its holder.
public struct PrivateServer: Sendable {
    /// Where everything of the server lies.
    public let folder: ServerFolder
    let search: ProgramSearch

    /// - Parameters:
    ///   - folder: The user's data folder; the server keeps to `postgresql/` inside it.
    ///   - search: Where to look for PostgreSQL's programs.
    public init(
        folder: String = DataFolder.path, searching search: ProgramSearch = .environment
    ) {
        self.folder = ServerFolder(dataFolder: folder)
        self.search = search
    }

    /// The URL of the database `annals`, whether the server runs or not.
    public var url: String {
        let socketFolder = folder.socketFolder(for: ServerAccount.expectedUser)
        return ServerFolder.url(socketFolder: socketFolder)
    }

    /// The URL of the database `annals` on a server that accepts connections.
    ///
    /// - Returns: At once (microseconds) when the server runs, else after ``start()``.
    /// - Throws: As ``start()``.
    public func ensureRunning() async throws(HostingError) -> String {
        if let url = folder.runningURL { return url }
        return try await start()
    }

    /// Starts the server, making the cluster first where there is none; a no-op when it runs.
    ///
    /// Of two starts at once one works and one waits. The server is no child of the caller: it
    /// survives the terminal, and holds none of the caller's open files.
    ///
    /// - Returns: The URL of the database `annals`.
    /// - Throws: ``HostingError``: what is wrong and what to do, in one sentence. A cluster
    ///   that existed before is never changed by a start that fails.
    @discardableResult
    public func start() async throws(HostingError) -> String {
        try await onThreadOfItsOwn { () throws(HostingError) in
            try ServerStart(folder: folder, search: search).run()
        }
    }

    /// Stops the server: clients are disconnected, everything is on disk, no process is left.
    ///
    /// - Returns: Whether there was a server to stop.
    /// - Throws: ``HostingError/notStopped(process:)``, the server goes on shutting down;
    ///   ``HostingError/busy(_:)``, nothing done.
    @discardableResult
    public func stop() async throws(HostingError) -> Bool {
        try await onThreadOfItsOwn { () throws(HostingError) in
            try ServerStop(folder: folder).run()
        }
    }

    /// What the folder and the server are like now; starts and changes nothing.
    public func status() -> ServerStatus {
        ServerStatus(of: folder, url: folder.runningURL ?? url)
    }
}
