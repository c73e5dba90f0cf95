import Glibc

/// A process, looked up in `/proc`, where every user may see which program runs with which arguments.
struct ServerProcess {
    let id: pid_t

    init(_ id: pid_t) { self.id = id }

    /// Whether the process exists and has not ended (a zombie has).
    var isAlive: Bool { !arguments.isEmpty }

    /// Whether this is a PostgreSQL server on that data directory, by whatever path it was given.
    func serves(_ cluster: String) -> Bool {
        let arguments = arguments
        guard let program = arguments.first,
            program.hasSuffix("/postgres") || program.hasSuffix("/postmaster"),
            let option = arguments.firstIndex(of: "-D"), option + 1 < arguments.count,
            let served = FileSystem.entry(at: arguments[option + 1], followingLinks: true),
            let wanted = FileSystem.entry(at: cluster, followingLinks: true)
        else { return false }
        return served.isSame(as: wanted)
    }

    /// The user it runs as.
    var user: uid_t? { FileSystem.entry(at: "/proc/\(id)")?.owner }

    /// Processes that it started and that still run.
    var children: [ServerProcess] {
        FileSystem.names(in: "/proc").compactMap { pid_t($0) }.map(ServerProcess.init)
            .filter { $0.parent == id }
    }

    private var arguments: [String] {
        (FileSystem.text(of: "/proc/\(id)/cmdline") ?? "").split(separator: "\0").map(String.init)
    }

    /// Source: proc(5), `/proc/pid/stat`: the fourth field, after a name in parentheses.
    private var parent: pid_t? {
        guard let text = FileSystem.text(of: "/proc/\(id)/stat"),
            let name = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[name...].split(separator: " ")
        return fields.count > 2 ? pid_t(fields[2]) : nil
    }
}
