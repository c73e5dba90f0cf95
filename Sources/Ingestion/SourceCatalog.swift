/// The sources, by hand; ``CSVSource`` is made of a mapping and so not among them.
public enum SourceCatalog {
    public static let sources: [any FilingSource] = [
        EdgarSubmissions(), EdgarIndex(), EdgarLatest(), EdgarHeader(), EdgarTickers(),
        CompaniesHouse(), Cninfo(), XBRLFilings(), CloudEvents(),
    ]

    /// As users write them.
    public static var names: [String] { sources.map(\.name) + [CSVSource.sourceName] }

    /// - Parameter name: As users write it: `edgar-submissions`.
    public static func source(named name: String) -> (any FilingSource)? {
        sources.first { $0.name == name }
    }
}
