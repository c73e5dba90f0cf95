import CanonicalJSON
import Filings

/// Events in the JSON form of CloudEvents 1.0, one a line or in an array: entries exported from
/// another log of this service, and events of others.
///
/// Source: <https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md>,
/// structured and batched; JSON Lines are the former, one after the other.
///
/// `id` is the source key and `subject` the stream. A type that is known is checked as its data, one
/// that is not is kept whole. An exported entry's position, version and recording are passed over:
/// this log gives its own. Another extension cannot be kept, since an entry has these attributes and
/// no others, and does not belong into the data, where the event's type decides what stands; the
/// event is taken and the extension refused, once for each name. Plain or gzip.
public struct CloudEvents: AddressedSource {
    public let name = "cloudevents"

    public init() {}

    public func reads(fileNamed name: String) -> Bool {
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return [".jsonl", ".ndjson", ".json", ".cloudevents"].contains { plain.hasSuffix($0) }
    }

    public func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        try SourceReading(joining: CloudEventPieces(document))
    }

    public func pieces(of document: SourceDocument) throws(SourceError) -> any SourcePieces {
        try CloudEventPieces(document)
    }
}
