import Filings

/// Records what documents say and the log does not hold yet.
///
/// Reading the same documents again appends nothing. A document's events of one stream are
/// appended together or not at all; a run that stopped is repeated as a whole.
public struct Ingester<Log: EventLog>: Sendable {
    private let log: Log

    public init(into log: Log) { self.log = log }

    /// Reads files and records them one after the other.
    ///
    /// A file that cannot be taken is one of the report's failures; the others are still read.
    ///
    /// - Throws: What the log throws; files before were recorded, this one perhaps. Do it again.
    public func ingest(
        _ files: [SourceFile], from source: any FilingSource
    ) async throws(Log.Failure) -> IngestReport {
        var report = IngestReport()
        var stems: Set<String> = []
        for file in files {
            report.documents += 1
            let reading: SourceReading
            do throws(SourceError) {
                let document = try file.document()
                reading = try source.read(document)
                stems.insert(document.stem)
            } catch {
                report.failures.append(error)
                continue
            }
            try await record(reading, into: &report)
        }
        report.partsNotRead.removeAll { part in
            stems.contains(SourceDocument(name: part.name, bytes: []).stem)
        }
        return report
    }

    /// Records what one document says, and adds to the report what became of it.
    public func record(
        _ reading: SourceReading, into report: inout IngestReport
    ) async throws(Log.Failure) {
        report.refusals += reading.refusals
        for part in reading.furtherParts {
            report.partsNotRead.removeAll { $0.name == part.name }
            report.partsNotRead.append(part)
        }
        var streams: [StreamName] = []
        var findings: [StreamName: [SourceReading.Finding]] = [:]
        for finding in reading.findings {
            if findings[finding.stream] == nil { streams.append(finding.stream) }
            findings[finding.stream, default: []].append(finding)
        }
        for stream in streams {
            try await record(findings[stream] ?? [], in: stream, into: &report)
        }
    }

    /// Decides and appends; when another writer was faster, decides again on what it left.
    private func record(
        _ findings: [SourceReading.Finding], in stream: StreamName,
        into report: inout IngestReport
    ) async throws(Log.Failure) {
        while true {
            let recorded = try await log.events(in: stream)
            var outcome = report
            let new = Self.judge(findings, after: recorded, in: &outcome)
            let version = Int64(recorded.count)
            if new.isEmpty {
                report = outcome
                return
            }
            if try await log.append(new, to: stream, expecting: version) {
                report = outcome
                return
            }
        }
    }

    /// - Returns: The events to append, in the order of the findings.
    private static func judge(
        _ findings: [SourceReading.Finding], after recorded: [RecordedEvent],
        in report: inout IngestReport
    ) -> [NewEvent] {
        var memory = StreamMemory(recorded)
        var new: [NewEvent] = []
        for finding in findings {
            report.read += 1
            switch memory.judge(finding.event) {
            case .new:
                new.append(finding.event)
                report.appended += 1
                report.appendedByType[finding.event.event.type, default: 0] += 1
            case .known:
                report.known += 1
            case .repeated:
                report.repeated += 1
            case .conflict(let differences):
                report.conflicts.append(
                    IngestReport.Conflict(
                        stream: finding.stream, id: finding.event.id, place: finding.place,
                        differences: differences))
            }
        }
        return new
    }
}
