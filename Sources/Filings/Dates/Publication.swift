/// When the source of a wording was published, as far as that is known: what words like "this
/// month" and "in June" without a year are counted from.
public struct Publication: Equatable, Sendable {
    public var earliest: DateBound
    public var latest: DateBound
    /// What the two bounds rest on: `S1.published>=2024-06-12 via F21`.
    public var inputs: [String]

    /// - Parameter inputs: `published=…`, `published>=…`, `published<=…` when left out.
    public init(earliest: DateBound, latest: DateBound, inputs: [String]? = nil) {
        self.earliest = earliest
        self.latest = latest
        self.inputs = inputs ?? Self.inputs(earliest, latest, of: "published")
    }

    public init(on day: CivilDay, inputs: [String]? = nil) {
        self.init(earliest: .day(day), latest: .day(day), inputs: inputs)
    }

    /// - Parameter source: A key for the inputs: `S1` gives `S1.published=…`.
    public init(_ date: UncertainDate, of source: String) {
        self.init(
            earliest: date.earliest, latest: date.latest,
            inputs: Self.inputs(date.earliest, date.latest, of: source + ".published"))
    }

    private static func inputs(
        _ earliest: DateBound, _ latest: DateBound, of name: String
    ) -> [String] {
        if let day = earliest.day, earliest == latest { return ["\(name)=\(day.text)"] }
        return [
            earliest.day.map { "\(name)>=\($0.text)" }, latest.day.map { "\(name)<=\($0.text)" },
        ]
        .compactMap { $0 }
    }
}
