import EventStorage
import Rendering

extension Answer {
    /// The partitions of a log that is `head` events long.
    public init(partitions: [LogPartition], head: Int64) {
        self.init(
            RecordSet(
                fields: Self.partitionFields, records: partitions.map { Record($0, head: head) }),
            remarks: partitions.isEmpty
                ? ["the log lies in one table; annals partition start divides it"] : [])
    }

    private static let partitionFields: [Field] = [
        Field("partition", .number), Field("first", .number), Field("last", .number),
        Field("events", .number), Field("bytes", .number), "archivedAt",
        Field("archivedBy", detail: true), Field("folder", detail: true),
    ]
}

extension Record {
    fileprivate init(_ partition: LogPartition, head: Int64) {
        let events = max(
            0, min(head, partition.positions.upperBound) - partition.positions.lowerBound + 1)
        self = [
            "partition": .integer(Int64(partition.number)),
            "first": .integer(partition.positions.lowerBound),
            "last": .integer(partition.positions.upperBound),
            "events": .integer(events), "bytes": .integer(partition.sizeBytes),
        ]
        guard let archive = partition.archive else { return }
        self["archivedAt"] = .string(archive.at.text)
        self["archivedBy"] = .string(archive.by)
        self["folder"] = .string(archive.folder)
    }
}
