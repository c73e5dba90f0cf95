/// How a connection behaves beside what its URL says.
public struct ConnectionOptions: Equatable, Sendable {
    /// How long one host may take to answer; `connect_timeout` in the URL wins.
    public var connectTimeout: Duration
    /// How long one statement may take before it is cancelled; `nil`: no limit.
    public var statementTimeout: Duration?
    /// The name in `pg_stat_activity`, unless the URL gives one.
    public var applicationName: String
    /// Whether ``SQL/prepared`` statements get names on the server. False behind a pooler that
    /// shares server connections (PgBouncer in transaction mode): they then run unnamed.
    public var preparesStatements: Bool
    /// Names in statements that mean others here; `nil`: what they say.
    public var names: NameMap?

    public init(
        connectTimeout: Duration = .seconds(10), statementTimeout: Duration? = nil,
        applicationName: String = "annals", preparesStatements: Bool = true,
        names: NameMap? = nil
    ) {
        self.connectTimeout = connectTimeout
        self.statementTimeout = statementTimeout
        self.applicationName = applicationName
        self.preparesStatements = preparesStatements
        self.names = names
    }
}
