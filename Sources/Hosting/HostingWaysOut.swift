extension HostingError {
    /// What to do about it: the second half of ``description``.
    var wayOut: String {
        switch self {
        case .programsMissing:
            "run `apt-get install postgresql`, or name another server with ANNALS_DATABASE_URL"
        case .chosenProgramsMissing: "correct ANNALS_PG_BIN, or unset it to have them looked for"
        case .programsTooOld:
            "install version \(ProgramSearch.oldestVersion) or later, or set ANNALS_DATABASE_URL"
        case .otherVersion(let cluster, _, let folder):
            "run `apt-get install postgresql-\(cluster)`, or move \(folder) away to start anew"
        case .accountMissing:
            "run `apt-get install postgresql`, or run annals as another user than root"
        case .accountSwitchMissing:
            "run `apt-get install util-linux`, or run annals as another user than root"
        case .accountShutOut: "name a folder open to it with ANNALS_DATA_DIR"
        case .foreignFolder: "name another folder with ANNALS_DATA_DIR, or move those files away"
        case .brokenCluster:
            "restore it from a backup, or move it away and run `annals server start` to start anew"
        case .wrongOwner(_, let owner, _):
            "run annals as \(owner), or name another folder with ANNALS_DATA_DIR"
        case .folderUnusable: "mend its permissions, or name another folder with ANNALS_DATA_DIR"
        case .nameUnusable: "name another folder with ANNALS_DATA_DIR"
        case .socketFolderUnsafe: "remove it, or name a shorter data folder with ANNALS_DATA_DIR"
        case .diskFull: "free some space, or name a folder elsewhere with ANNALS_DATA_DIR"
        case .notMade: "mend that and run `annals server start` again"
        case .notStarted(_, let log): "read \(log), mend that and run `annals server start` again"
        case .stillStarting(let log): "wait until \(log) says that it is ready, then try again"
        case .notStopped: "wait for it, or close the programs that use it, then try again"
        case .busy: "wait for that command to end, then try again"
        case .cannotRun: "mend that installation, or name a server with ANNALS_DATABASE_URL"
        }
    }
}
