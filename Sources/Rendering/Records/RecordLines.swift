import CanonicalJSON

/// Writes records one at a time, for results that have no end: `log --follow`.
public struct RecordLines: Sendable {
    private enum Writer: Sendable {
        case json(basis: JSONObject?, terminal: Bool)
        case delimited(DelimitedText)
        case markdown(MarkdownText)
    }

    private let writer: Writer

    /// - Parameter format: `csv`, `tsv` or `markdown`; any other writes lines of JSON.
    public init(
        fields: [Field], format: OutputFormat, basis: JSONObject? = nil,
        options: RenderOptions = .init()
    ) {
        switch format {
        case .csv, .tsv:
            writer = .delimited(
                DelimitedText(fields: fields, tabs: format == .tsv, terminal: options.terminal))
        case .markdown: writer = .markdown(MarkdownText(fields: fields, ascii: options.ascii))
        case .table, .json, .jsonl, .ics, .svg, .html:
            writer = .json(basis: basis, terminal: options.terminal)
        }
    }

    /// What comes before the first record; `nil` for lines of JSON.
    public var header: String? {
        switch writer {
        case .json: nil
        case .delimited(let text): text.header
        case .markdown(let text): text.header
        }
    }

    /// The record with its line break.
    public func line(_ record: Record) -> String {
        switch writer {
        case .json(let basis, let terminal):
            JSONText.line(record, basis: basis, terminal: terminal)
        case .delimited(let text): text.line(record)
        case .markdown(let text): text.line(record)
        }
    }
}
