import Glibc

/// Removes what a server that is no more left behind, where PostgreSQL could not tell.
///
/// After a reboot the process id in a lock file may be another program's by now. PostgreSQL takes
/// any living process of its user for a server and refuses to start; here `/proc` tells them
/// apart. A file that names a dead process is left to PostgreSQL, which knows more about it.
struct StaleFiles {
    let folder: ServerFolder
    let socketFolder: String

    /// Call it with the lock held and no server serving the folder.
    func remove() {
        let files = [folder.cluster + "/postmaster.pid", socketFolder + "/.s.PGSQL.5432.lock"]
        for file in files where namesAnotherProgram(file) { unlink(file) }
    }

    private func namesAnotherProgram(_ file: String) -> Bool {
        guard let line = FileSystem.text(of: file)?.split(separator: "\n").first,
            let id = pid_t(line), id > 0
        else { return false }
        let process = ServerProcess(id)
        return process.isAlive && !process.serves(folder.cluster)
    }
}
