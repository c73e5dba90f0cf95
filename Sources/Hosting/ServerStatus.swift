/// What `annals server status` tells.
public struct ServerStatus: Sendable, Equatable {
    public enum State: Sendable, Equatable {
        /// Nothing there yet; the first start makes it.
        case notMade
        /// A cluster without a server.
        case stopped
        /// A server that does not accept connections: it starts, recovers or shuts down.
        case busy(process: Int32)
        /// A server that accepts connections.
        case running(process: Int32)
        /// The folder cannot be used; the error says why and what to do.
        case unusable(HostingError)
    }

    public let state: State
    public let folder: ServerFolder
    /// The URL of the database `annals`, for when it runs.
    public let url: String
    /// The major version of PostgreSQL that the cluster belongs to.
    public let majorVersion: Int?

    init(of folder: ServerFolder, url: String) {
        self.folder = folder
        self.url = url
        majorVersion = ClusterCheck(folder: folder).majorVersion
        state = Self.state(of: folder)
    }

    private static func state(of folder: ServerFolder) -> State {
        if let file = PostmasterFile(of: folder),
            ServerProcess(file.process).serves(folder.cluster)
        {
            return file.isReady ? .running(process: file.process) : .busy(process: file.process)
        }
        do throws(HostingError) {
            let account = try ServerAccount.current()
            return try ClusterCheck(folder: folder).isMade(for: account) ? .stopped : .notMade
        } catch {
            return .unusable(error)
        }
    }
}
