/// How a service listens and whom it lets in.
public struct ServiceSettings: Sendable {
    public var host: String
    /// 0 for any that is free.
    public var port: Int
    /// Questions are answered without a token.
    public var readsAreOpen: Bool
    /// The biggest body of a request.
    public var mostBodyBytes: Int
    /// How many requests a second a caller may have on average, and at once.
    public var requestsPerSecond: Double
    public var requestsAtOnce: Double
    /// Certificate and private key in PEM files; `nil` for HTTP without TLS.
    public var tls: (certificate: String, key: String)?
    /// Whether events are sealed here when there is a key.
    public var seals: Bool
    /// Whether read models are kept up to date here.
    public var projects: Bool
    /// The name of the log to seal; `nil` where it is clear without.
    public var origin: String?
    /// What is ingested on a schedule.
    public var schedule: [ScheduledIngest]

    public init(host: String = "127.0.0.1", port: Int = 8080) {
        self.host = host
        self.port = port
        readsAreOpen = Self.isLoopback(host)
        mostBodyBytes = 8 << 20
        requestsPerSecond = 200
        requestsAtOnce = 400
        seals = true
        projects = true
        schedule = []
    }

    /// Whether only this machine reaches an address.
    public static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1"
            || host.hasPrefix("127.") && host.split(separator: ".").count == 4
    }
}
