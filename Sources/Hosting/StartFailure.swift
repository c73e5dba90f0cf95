/// Finds out why a server did not start.
struct StartFailure {
    let folder: ServerFolder
    /// What `pg_ctl` said.
    let outcome: ChildProcess.Outcome

    /// No room on the disk, or what the server itself said last.
    var error: HostingError {
        if let free = FileSystem.freeMegabytes(at: folder.cluster), free < 32 {
            return .diskFull(folder: folder.cluster)
        }
        let log = newestLog
        let said = FileSystem.text(of: log, lastBytes: 8192).flatMap(ServerMessage.lastFailure)
        return .notStarted(reason: said ?? outcome.reason, log: log)
    }

    /// The server complains in `start.log` until it has opened its log of the day.
    private var newestLog: String {
        let logs = FileSystem.names(in: folder.logs).map { "\(folder.logs)/\($0)" }
        let newest = (logs + [folder.startLog]).max { one, other in
            let (first, second) = (FileSystem.entry(at: one), FileSystem.entry(at: other))
            return (first?.changedAt ?? 0) < (second?.changedAt ?? 0)
        }
        return newest ?? folder.startLog
    }
}
