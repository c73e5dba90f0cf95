/// How the private server is set up.
enum ServerSettings {
    /// For `initdb`: UTF-8, an order of texts that no upgrade of the system changes, checksums on
    /// every page, nobody through TCP.
    static let initdbOptions = [
        "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
        "--auth-local=trust", "--auth-host=reject",
    ]

    /// Appended to `postgresql.conf` when the cluster is made; the user's to change afterwards.
    static let configuration = """

        # annals: durable whatever happens, modest in memory. Change what you like; the places and
        # permissions of the socket are given at each start and win over this file.
        fsync = on
        full_page_writes = on
        synchronous_commit = on
        shared_buffers = 128MB
        max_wal_size = 1GB
        jit = off
        random_page_cost = 1.1
        timezone = 'UTC'
        log_timezone = 'UTC'
        logging_collector = on
        log_directory = 'log'
        log_filename = 'annals-%a.log'
        log_rotation_age = 1d
        log_rotation_size = 0
        log_truncate_on_rotation = on

        """

    /// For the command line of the server, quoted for the shell through which `pg_ctl` runs it.
    ///
    /// Given at each start and not kept in a file: the folder can be moved, and no edit of
    /// `postgresql.conf` opens a port.
    static func startOptions(socketFolder: String) -> String {
        [
            "listen_addresses=", "port=5432", "unix_socket_permissions=0700",
            "unix_socket_directories=\"\(socketFolder)\"",
        ].map { "-c \(shellQuoted($0))" }.joined(separator: " ")
    }

    /// Source: POSIX.1-2017, Shell Command Language, 2.2.2, "Single-Quotes".
    private static func shellQuoted(_ text: String) -> String {
        "'"
            + text.split(separator: "'", omittingEmptySubsequences: false).joined(
                separator: "'\\''")
            + "'"
    }
}
