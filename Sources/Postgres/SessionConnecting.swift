import CLibpq
import Glibc

extension Session {
    /// Connects to the first host that will have us.
    ///
    /// - Throws: ``DatabaseError`` of kind `cannotConnect`, naming every host and why; or of kind
    ///   `cancelled`, `misuse`.
    func connect(_ url: String) throws(DatabaseError) {
        let targets = try ConnectionTarget.targets(url)
        var reasons: [String] = []
        var state: SQLState?
        for target in targets {
            let failure: ConnectFailure
            switch try attempt(target) {
            case .success(let handle):
                adopt(handle)
                guard let refusal = refusal(of: target) else { return }
                close()
                failure = refusal
            case .failure(let error): failure = error
            }
            let reason = "\(target.place): \(failure.reason)"
            if !reasons.contains(reason) { reasons.append(reason) }
            state = failure.sqlState ?? state
        }
        throw DatabaseError(
            kind: .cannotConnect, sqlState: state,
            message: "No connection to the database: \(reasons.joined(separator: "; ")).")
    }

    /// Whether libpq is not to judge whether a server takes writes.
    ///
    /// A pooler tells a client what a server said of itself when the first connection to it was made:
    /// PgBouncer 1.18 says `in_hot_standby = on` of a standby that was promoted long ago.
    private func judgesItself(_ target: ConnectionTarget) -> Bool {
        !options.preparesStatements && target.settings["target_session_attrs"] == "read-write"
    }

    /// Why the server behind a pooler is not the one that is wanted.
    private func refusal(of target: ConnectionTarget) -> ConnectFailure? {
        guard judgesItself(target) else { return nil }
        let before = statementTimeout
        defer {
            statementTimeout = before
            updateHealth()
        }
        statementTimeout = patience(with: target)
        do throws(DatabaseError) {
            let isStandby: Bool? = try run("SELECT pg_is_in_recovery()", commits: false)?
                .rows.first?.decode(0)
            return isStandby == false
                ? nil : ConnectFailure("session is read-only", password: nil)
        } catch {
            return ConnectFailure(error.message, password: nil)
        }
    }

    private func patience(with target: ConnectionTarget) -> Duration {
        let seconds = target.settings["connect_timeout"].flatMap { Int64($0) } ?? 0
        return seconds > 0 ? Duration.seconds(seconds) : options.connectTimeout
    }

    private func attempt(
        _ target: ConnectionTarget
    ) throws(DatabaseError) -> Result<OpaquePointer, ConnectFailure> {
        var settings = target.settings
        settings["client_encoding"] = "UTF8"
        settings["fallback_application_name"] = options.applicationName
        if judgesItself(target) { settings["target_session_attrs"] = nil }
        let patience = patience(with: target)
        guard let handle = start(settings) else {
            return .failure(ConnectFailure("out of memory", password: nil))
        }
        // The longest form of a message is the one that has the SQLSTATE in it.
        PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        notices.receive(from: handle)
        var isOpen = false
        defer { if !isOpen { PQfinish(handle) } }
        switch try poll(handle, until: Clock.deadline(after: patience)) {
        case .open:
            isOpen = true
            return .success(handle)
        case .late:
            return .failure(ConnectFailure("no answer within \(patience)", password: nil))
        case .refused:
            let message = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
            return .failure(ConnectFailure(message, password: settings["password"]))
        }
    }

    private enum Attempt { case open, refused, late }

    private func start(_ settings: [String: String]) -> OpaquePointer? {
        let names = settings.keys.map { strdup($0) }
        let values = settings.values.map { strdup($0) }
        defer { (names + values).forEach { free($0) } }
        let end: [UnsafePointer<CChar>?] = [nil]
        return PQconnectStartParams(
            names.map { UnsafePointer($0) } + end, values.map { UnsafePointer($0) } + end, 0)
    }

    /// Drives libpq to the end of one attempt.
    private func poll(
        _ handle: OpaquePointer, until deadline: Int64
    ) throws(DatabaseError) -> Attempt {
        var status = PGRES_POLLING_WRITING
        while PQstatus(handle) != CONNECTION_BAD {
            if Self.taskIsCancelled { throw .cancelled }
            let remaining = (deadline - Clock.now) / 1_000_000
            if remaining < 0 { return .late }
            let events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
            if Glibc.poll(&descriptor, 1, min(Self.slice, Int32(clamping: remaining + 1))) <= 0 {
                continue
            }
            status = PQconnectPoll(handle)
            if status == PGRES_POLLING_OK { return .open }
            if status == PGRES_POLLING_FAILED { return .refused }
        }
        return .refused
    }
}
