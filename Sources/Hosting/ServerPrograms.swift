import Glibc

/// One installation of PostgreSQL's server programs.
struct ServerPrograms: Sendable, Equatable {
    /// The folder they are in, links resolved: the programs look for each other beside themselves.
    let folder: String
    let majorVersion: Int

    var initdb: String { folder + "/initdb" }
    var pgCtl: String { folder + "/pg_ctl" }
    var postgres: String { folder + "/postgres" }

    /// `nil` when the folder lacks one of the programs.
    init?(in candidate: String) {
        guard let resolved = realpath(candidate + "/pg_ctl", nil) else { return nil }
        defer { free(resolved) }
        let folder = String(String(cString: resolved).dropLast("/pg_ctl".count))
        guard
            ["initdb", "pg_ctl", "postgres"].allSatisfy({ access("\(folder)/\($0)", X_OK) == 0 }),
            let version = Self.version(of: folder + "/pg_ctl")
        else { return nil }
        self.folder = folder
        majorVersion = version
    }

    /// `pg_ctl (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` → 15.
    private static func version(of program: String) -> Int? {
        let run = try? ChildProcess.run([program, "--version"], timeout: .seconds(10))
        guard let run, run.exitCode == 0,
            let after = run.output.split(separator: ") ").dropFirst().first
        else { return nil }
        return Int(after.prefix { $0.isNumber })
    }
}
