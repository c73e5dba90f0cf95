/// The sources, by hand.
public enum SourceCatalog {
    public static let sources: [any FilingSource] = [EdgarSubmissions()]

    /// - Parameter name: As users write it: `edgar-submissions`.
    public static func source(named name: String) -> (any FilingSource)? {
        sources.first { $0.name == name }
    }
}
