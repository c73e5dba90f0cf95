import Glibc

/// Makes a cluster with the database `annals`: beside its place, then renamed into it.
struct ClusterCreation {
    let folder: ServerFolder
    let account: ServerAccount
    let programs: ServerPrograms
    /// The descriptor of the lock, held by the programs too.
    let lock: Int32

    /// - Throws: Nothing is left then but what the next attempt clears away.
    func run() throws(HostingError) {
        try clearDebris()
        try account.makePrivateFolder(folder.making)
        do throws(HostingError) {
            try call(
                [programs.initdb, "--pgdata", folder.making] + ServerSettings.initdbOptions)
            // By the account itself: root writes no file where another user could plant a link.
            try call(
                ["/bin/sh", "-c", "cat >>\"$1\"", "sh", folder.making + "/postgresql.conf"],
                input: ServerSettings.configuration)
            try call(
                [
                    programs.postgres, "--single", "-D", folder.making, "-c", "exit_on_error=on",
                    "-c", "logging_collector=off", "postgres",
                ], input: "CREATE DATABASE annals\n")
        } catch {
            try clearDebris()
            throw error
        }
        guard rename(folder.making, folder.cluster) == 0 else {
            throw FileSystem.failure(at: folder.cluster)
        }
        synchronizeHome()
    }

    private func call(_ command: [String], input: String = "") throws(HostingError) {
        let outcome = try ChildProcess.run(
            account.prefix + command, input: input, keeping: lock, timeout: .seconds(300))
        guard outcome.exitCode == 0 else {
            if let free = FileSystem.freeMegabytes(at: folder.home), free < 64 {
                throw .diskFull(folder: folder.home)
            }
            throw .notMade(reason: outcome.reason)
        }
    }

    /// Empties the folder as the account, then removes it: root follows no link of another user.
    private func clearDebris() throws(HostingError) {
        guard FileSystem.entry(at: folder.making) != nil else { return }
        _ = try ChildProcess.run(
            account.prefix + ["/usr/bin/find", folder.making, "-mindepth", "1", "-delete"],
            keeping: lock, timeout: .seconds(60))
        guard rmdir(folder.making) == 0 else { throw FileSystem.failure(at: folder.making) }
    }

    /// The new name survives a power cut.
    private func synchronizeHome() {
        let home = open(folder.home, O_RDONLY | O_CLOEXEC)
        guard home >= 0 else { return }
        fsync(home)
        close(home)
    }
}
