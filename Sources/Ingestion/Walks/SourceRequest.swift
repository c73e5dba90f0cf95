/// One document to be asked for.
public struct SourceRequest: Equatable, Sendable {
    /// What of the source it is, the same at every run: `2020-Q1/master`, `CIK0000320193`. Names
    /// the checkpoint, and the document in the run's history.
    public var part: String
    public var url: String
    /// The name under which ``FilingSource/read(_:)`` gets the document; the last component of the
    /// address when nothing else is said.
    public var documentName: String
    /// The fields of a form to be posted; `nil`: GET.
    public var form: [FormField]?
    /// Whether to ask with the entity tag and the date of the last answer, so that an unchanged
    /// document is not sent again.
    public var isConditional = false
    /// A secret that goes into the request's head and nowhere else.
    public var secret: SourceSecret?
    /// The answer has no end: lines are taken as they come.
    public var isLive = false
    /// The document goes to a file while it comes, and is read from there; the file is gone when the
    /// run is done with it.
    public var isLarge = false
    /// What it means when the register has nothing there. The walk knows the present, and with it
    /// whether the document may still come.
    public var absence = SourceAnswer.notThereYet
    /// More bytes than that, as they come, break the request off.
    public var mostBytes = 64 << 20

    public struct FormField: Equatable, Sendable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(part: String, url: String, documentName: String? = nil) {
        self.part = part
        self.url = url
        let path = url.prefix { $0 != "?" }
        self.documentName = documentName ?? String(path.split(separator: "/").last ?? "")
    }
}

/// A key that a register gives its users. Its value comes from the environment.
public enum SourceSecret: String, Sendable, CaseIterable {
    /// HTTP Basic authentication with the key as user and no password.
    case companiesHouse = "ANNALS_COMPANIES_HOUSE_KEY"
    case companiesHouseStream = "ANNALS_COMPANIES_HOUSE_STREAM_KEY"
}
