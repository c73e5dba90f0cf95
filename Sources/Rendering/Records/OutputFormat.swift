/// How a result is written. The same records in the same order in each of them.
public enum OutputFormat: String, CaseIterable, Sendable {
    /// For people: aligned by display width, wrapped to the terminal.
    case table
    /// One object in canonical form (RFC 8785): `{"basis":{…},"records":[…]}`.
    case json
    /// One canonical object a record and line, each with `basis`, so that any line stands alone.
    case jsonl
    /// RFC 4180: a header, lines that end in CR LF, quotes where they are needed.
    case csv
    /// A header and one line a record; tab, line feed and backslash as `\t`, `\n`, `\\`.
    case tsv
    /// A table of GitHub Flavored Markdown.
    case markdown
    /// A calendar (RFC 5545), of a history only.
    case ics
    /// A drawing, of a history only.
    case svg
    /// One readable page, of a history only.
    case html

    /// Drawn from a history's entries, and not from any records.
    public var isOfHistories: Bool { self == .ics || self == .svg || self == .html }
}
