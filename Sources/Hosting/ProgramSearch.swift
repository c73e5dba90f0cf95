import Glibc

/// Where PostgreSQL's server programs are looked for.
public struct ProgramSearch: Sendable {
    /// The oldest version that annals works with.
    static let oldestVersion = 15

    /// The only folder to look in, when given.
    let chosenFolder: String?
    /// Folders to look in.
    let folders: [String]
    /// Folders whose subfolders are versions, with what comes between: `/usr/lib/postgresql/15/bin`.
    let versionedFolders: [(folder: String, prefix: String)]

    /// `$ANNALS_PG_BIN` alone when it is set; else `$PATH`, then where Debian and Red Hat install.
    public static var environment: ProgramSearch {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        let chosen = getenv("ANNALS_PG_BIN").map { String(cString: $0) } ?? ""
        return ProgramSearch(
            chosenFolder: chosen.isEmpty ? nil : chosen,
            folders: path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") },
            versionedFolders: [("/usr/lib/postgresql", ""), ("/usr", "pgsql-")])
    }

    /// The programs to make a cluster with: those on the path, else the newest.
    func newest() throws(HostingError) -> ServerPrograms {
        let found = try all()
        guard let best = found.first(where: { $0.majorVersion >= Self.oldestVersion }) else {
            throw .programsTooOld(newest: found.map(\.majorVersion).max() ?? 0)
        }
        return best
    }

    /// The programs that can serve a cluster of that version.
    func programs(forCluster version: Int, in cluster: String) throws(HostingError)
        -> ServerPrograms
    {
        let found = try all()
        if let fitting = found.first(where: { $0.majorVersion == version }) { return fitting }
        let installed = Set(found.map(\.majorVersion)).sorted()
        throw .otherVersion(cluster: version, installed: installed, folder: cluster)
    }

    /// Every installation: those on the path first, then by version, the newest first.
    private func all() throws(HostingError) -> [ServerPrograms] {
        if let chosenFolder {
            guard let chosen = ServerPrograms(in: chosenFolder) else {
                throw .chosenProgramsMissing(chosenFolder)
            }
            return [chosen]
        }
        let direct = folders.compactMap(ServerPrograms.init(in:))
        let versioned = versionedFolders.flatMap { place in
            FileSystem.names(in: place.folder).filter { $0.hasPrefix(place.prefix) }
                .compactMap { ServerPrograms(in: "\(place.folder)/\($0)/bin") }
        }
        let all = direct + versioned.sorted { $0.majorVersion > $1.majorVersion }
        if all.isEmpty { throw .programsMissing }
        return all
    }
}
