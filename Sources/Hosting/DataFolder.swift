import Glibc

/// The folder in which annals keeps what belongs to the user who runs it.
///
/// Source: XDG Base Directory Specification, version 0.8, "Environment variables".
///
/// Root's home is closed to the account `postgres`, under which root's server must run; root's
/// folder is therefore `/var/lib/annals`, where a system service keeps its state (FHS 3.0, 5.8).
public enum DataFolder {
    /// `$ANNALS_DATA_DIR`, else for root `/var/lib/annals`, else `$XDG_DATA_HOME/annals`, else
    /// `~/.local/share/annals`; always absolute.
    public static var path: String {
        path(for: geteuid()) { name in getenv(name).map { String(cString: $0) } }
    }

    /// ``path`` for one user and one environment.
    static func path(for user: uid_t, _ variable: (String) -> String?) -> String {
        if let chosen = variable("ANNALS_DATA_DIR"), !chosen.isEmpty {
            return absolute(chosen)
        }
        if user == 0 { return "/var/lib/annals" }
        // The specification has relative paths ignored here.
        if let data = variable("XDG_DATA_HOME"), data.hasPrefix("/") {
            return absolute(data) + "/annals"
        }
        if let home = variable("HOME"), home.hasPrefix("/") {
            return absolute(home) + "/.local/share/annals"
        }
        let home = getpwuid(user).map { String(cString: $0.pointee.pw_dir) } ?? "/"
        return absolute(home) + "/.local/share/annals"
    }

    /// An absolute path without a slash at its end.
    public static func absolute(_ path: String) -> String {
        var whole = path
        if !path.hasPrefix("/"), let here = getcwd(nil, 0) {
            whole = String(cString: here) + "/" + path
            free(here)
        }
        while whole.count > 1, whole.hasSuffix("/") { whole.removeLast() }
        return whole == "/" ? "" : whole
    }
}
