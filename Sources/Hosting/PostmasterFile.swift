import Glibc

/// What a running server says about itself in `postmaster.pid`.
///
/// Source: PostgreSQL, `src/include/utils/pidfile.h`: line 1 process id, 5 first socket folder,
/// 8 status, padded with spaces.
struct PostmasterFile {
    let process: pid_t
    let socketFolder: String
    let isReady: Bool

    /// `nil` when there is no such file, or nothing usable in it.
    init?(of folder: ServerFolder) {
        guard let text = FileSystem.text(of: folder.cluster + "/postmaster.pid") else {
            return nil
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let process = pid_t(first), process > 1 else { return nil }
        self.process = process
        socketFolder = lines.count > 4 ? String(lines[4]) : ""
        isReady = lines.count > 7 && lines[7].hasPrefix("ready") && socketFolder.hasPrefix("/")
    }
}

extension ServerFolder {
    /// The URL of the database `annals` when the server accepts connections now.
    var runningURL: String? {
        guard let file = PostmasterFile(of: self), file.isReady,
            ServerProcess(file.process).serves(cluster)
        else { return nil }
        return Self.url(socketFolder: file.socketFolder)
    }
}
