import Filings

/// A line of a page: one version of an entry, and when it was what was public.
public struct PageItem: Sendable {
    public let item: HistoryItem
    /// The same for all versions of an entry.
    public let key: String
    /// The first day that ends with it; `nil`: nobody knows.
    public let from: CivilDay?
    /// The first day that ends without it; `nil`: it still is.
    public let to: CivilDay?
    /// It belongs to the answer that the page opens with.
    public let isShown: Bool
    /// It belongs to the answer without a day.
    public let isCurrent: Bool
    /// What else is known of it: how its date came to be, its versions, who disagrees.
    public let details: [Detail]

    public struct Detail: Sendable {
        public let name: String
        public let lines: [String]

        public init(_ name: String, _ lines: [String]) {
            self.name = name
            self.lines = lines
        }
    }

    public init(
        _ item: HistoryItem, key: String, from: CivilDay?, to: CivilDay?, isShown: Bool,
        isCurrent: Bool, details: [Detail] = []
    ) {
        self.item = item
        self.key = key
        self.from = from
        self.to = to
        self.isShown = isShown
        self.isCurrent = isCurrent
        self.details = details
    }

    /// Days and facts for the page's script, as attributes.
    var attributes: String {
        var text = " data-key=\"\(Markup.text(key))\""
        if let from { text += " data-from=\"\(from.text)\"" }
        if let to { text += " data-to=\"\(to.text)\"" }
        if isCurrent { text += " data-now" }
        if !isShown { text += " hidden" }
        return text
    }
}
