import Filings

extension RecordedEvent {
    /// The key of a row that only this stream speaks of: the stream, a space, and what the stream
    /// calls it. Made for every event, so with one allocation.
    func rowKey(_ name: String) -> String {
        var key = ""
        key.reserveCapacity(stream.text.utf8.count + 1 + name.utf8.count)
        key += stream.text
        key += " "
        key += name
        return key
    }

    /// The row of the claim that the event asserts or revises.
    var claimRowKeys: [String] { claimChange.map { [rowKey("claim " + $0.id)] } ?? [] }
}
