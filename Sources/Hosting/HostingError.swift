/// Why there is no private server; every description is one sentence that ends with a way out.
public enum HostingError: Error, Equatable, Sendable {
    /// No programs of PostgreSQL anywhere that was searched.
    case programsMissing
    /// `$ANNALS_PG_BIN` names a folder without them.
    case chosenProgramsMissing(String)
    /// Only versions that are too old.
    case programsTooOld(newest: Int)
    /// The cluster was made by a version that is not installed.
    case otherVersion(cluster: Int, installed: [Int], folder: String)
    /// Root, but no account `postgres` to run as.
    case accountMissing
    /// Root, but the program that changes accounts is missing.
    case accountSwitchMissing
    /// The account that the server runs as cannot enter the folder.
    case accountShutOut(account: String, folder: String)
    /// The folder holds something that annals did not put there.
    case foreignFolder(String)
    /// The cluster lacks files without which there is no cluster.
    case brokenCluster(String)
    /// The folder belongs to somebody else.
    case wrongOwner(folder: String, owner: String, account: String)
    /// The folder cannot be made, read or written.
    case folderUnusable(folder: String, reason: String)
    /// The path has characters that PostgreSQL's scripts cannot carry.
    case nameUnusable(String)
    /// The folder for the socket in `/tmp` was made by somebody else, or is open to others.
    case socketFolderUnsafe(String)
    /// No room on the disk.
    case diskFull(folder: String)
    /// The cluster could not be made; nothing is left of the attempt.
    case notMade(reason: String)
    /// The server did not start; the cluster is unchanged.
    case notStarted(reason: String, log: String)
    /// The server runs, but does not accept connections yet. Try again later.
    case stillStarting(log: String)
    /// The server did not end in time. It goes on shutting down.
    case notStopped(process: Int32)
    /// Another command starts or stops the server and does not come to an end. Try again later.
    case busy(String)
    /// The operating system refused to run a program.
    case cannotRun(program: String, reason: String)
}

extension HostingError: CustomStringConvertible {
    public var description: String { "\(problem): \(wayOut)." }

    private var problem: String {
        switch self {
        case .programsMissing: "PostgreSQL is not installed (initdb, pg_ctl and postgres not found)"
        case .chosenProgramsMissing(let folder):
            "ANNALS_PG_BIN names \(folder), which lacks initdb, pg_ctl or postgres"
        case .programsTooOld(let newest): "the newest PostgreSQL installed is version \(newest)"
        case .otherVersion(let cluster, let installed, let folder):
            "\(folder) needs PostgreSQL \(cluster), but installed is "
                + (installed.isEmpty
                    ? "none" : installed.map { String($0) }.joined(separator: " and "))
        case .accountMissing: "PostgreSQL does not run as root, and there is no account postgres"
        case .accountSwitchMissing: "PostgreSQL does not run as root, and setpriv is not installed"
        case .accountShutOut(let account, let folder):
            "the account \(account), which runs the server for root, cannot enter \(folder)"
        case .foreignFolder(let folder): "\(folder) holds files that are not of annals"
        case .brokenCluster(let folder): "\(folder) holds no complete PostgreSQL cluster"
        case .wrongOwner(let folder, let owner, let account):
            "\(folder) belongs to \(owner) and not to \(account)"
        case .folderUnusable(let folder, let reason): "cannot use \(folder) (\(reason))"
        case .nameUnusable(let folder):
            "the path \(folder.debugDescription) has a quote, backslash, dollar or control character"
        case .socketFolderUnsafe(let folder): "\(folder) is not a private folder of this user"
        case .diskFull(let folder): "no room is left on the disk of \(folder)"
        case .notMade(let reason): "PostgreSQL could not make a cluster (\(reason))"
        case .notStarted(let reason, _): "PostgreSQL did not start (\(reason))"
        case .stillStarting: "PostgreSQL does not accept connections yet"
        case .notStopped(let process):
            "PostgreSQL (process \(process)) has not ended after a minute"
        case .busy(let folder):
            "another command is still starting or stopping the server of \(folder)"
        case .cannotRun(let program, let reason): "\(program) cannot be run (\(reason))"
        }
    }
}
