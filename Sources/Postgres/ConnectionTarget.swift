import CLibpq

/// One host to try, with every setting libpq needs for it.
///
/// Hosts are tried here and not by libpq, whose non-blocking connect never leaves a host that
/// does not answer. `target_session_attrs` of each is libpq's work.
struct ConnectionTarget: Equatable {
    var settings: [String: String]

    /// The hosts of a URL or of `key=value` settings, in the order to try them.
    ///
    /// - Throws: ``DatabaseError`` of kind `misuse`; its text quotes nothing, because a password
    ///   with a wrong character in it can stand anywhere.
    static func targets(_ url: String) throws(DatabaseError) -> [ConnectionTarget] {
        var settings = try settings(url)
        let hosts = list(settings["host"])
        let addresses = list(settings["hostaddr"])
        let ports = list(settings["port"])
        let count = max(hosts.count, addresses.count, 1)
        guard ports.count <= 1 || ports.count == count,
            hosts.isEmpty || addresses.isEmpty || hosts.count == addresses.count
        else { throw .misuse("The database URL names other numbers of hosts and ports.") }
        // Of several servers only one takes what is written; who wants another one says so.
        if count > 1, settings["target_session_attrs"] == nil {
            settings["target_session_attrs"] = "read-write"
        }
        let targets = (0..<count).map { index in
            var one = settings
            one["host"] = index < hosts.count ? hosts[index] : nil
            one["hostaddr"] = index < addresses.count ? addresses[index] : nil
            one["port"] = ports.count > 1 ? ports[index] : ports.first
            return ConnectionTarget(settings: one)
        }
        return inPreferredOrder(targets)
    }

    /// `prefer-standby` is two rounds: a standby anywhere, then any server.
    private static func inPreferredOrder(_ targets: [ConnectionTarget]) -> [ConnectionTarget] {
        guard targets.count > 1, targets[0].settings["target_session_attrs"] == "prefer-standby"
        else { return targets }
        return ["standby", "any"].flatMap { attributes in
            targets.map { target in
                var target = target
                target.settings["target_session_attrs"] = attributes
                return target
            }
        }
    }

    private static func list(_ text: String?) -> [String] {
        guard let text, !text.isEmpty else { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    private static func settings(_ url: String) throws(DatabaseError) -> [String: String] {
        // An unescaped @ in the password makes its end a part of the host's name.
        if let authority = url.firstRange(of: "://").map({ url[$0.upperBound...] }),
            authority.prefix(while: { $0 != "?" }).filter({ $0 == "@" }).count > 1
        {
            throw .misuse("The database URL has more than one @; write one in a password as %40.")
        }
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(url, &message)
        defer {
            PQfreemem(message)
            PQconninfoFree(options)
        }
        guard var option = options, !url.utf8.contains(0) else {
            throw .misuse(
                "The database URL is malformed; expected postgresql://user@host/database.")
        }
        var settings: [String: String] = [:]
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                settings[String(cString: keyword)] = String(cString: value)
            }
            option += 1
        }
        return settings
    }

    /// `host db1, port 5433` or `socket /run/postgresql, port 5432`, never a password.
    var place: String {
        let host = settings["host"] ?? settings["hostaddr"]
        let port = settings["port"].map { ", port \($0)" } ?? ""
        guard let host, !host.isEmpty else { return "the default host\(port)" }
        // A password with an unescaped @ ends up before the host.
        let name = host.split(separator: "@").last.map(String.init) ?? host
        return (name.hasPrefix("/") ? "socket \(name)" : "host \(name)") + port
    }
}
