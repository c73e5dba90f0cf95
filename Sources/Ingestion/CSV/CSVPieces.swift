import Filings

/// The records of a CSV file, some thousands at a time.
struct CSVPieces: SourcePieces {
    private let document: String
    private let stem: String
    private let isLatin1: Bool
    private let row: CSVRow
    private var records: CSVRecords
    private var refused = 0
    private var isAtEnd = false

    private static let recordsPerPiece = 4_096
    /// More, unpacked, is another kind of file.
    private static let greatestSizeBytes = 2 << 30

    init(_ document: SourceDocument, mapping: CSVMapping) throws(SourceError) {
        self.document = document.name
        stem = document.stem
        isLatin1 = mapping.isLatin1
        let bytes = try document.beginning(limitBytes: Self.greatestSizeBytes)
        records = CSVRecords(bytes, delimiter: mapping.delimiter)
        guard let header = try Self.next(&records, in: document.name) else {
            throw .malformed(document: document.name, reason: "no line with the columns' names")
        }
        if let fault = header.fault {
            throw .malformed(document: document.name, reason: "line \(header.line): \(fault)")
        }
        guard let names = Self.texts(header.fields, isLatin1: isLatin1) else {
            throw .malformed(document: document.name, reason: "line \(header.line): " + Self.noUTF8)
        }
        row = try CSVRow(
            header: names.map(\.trimmed), mapping: mapping, document: document.name)
    }

    mutating func next() throws(SourceError) -> SourceReading? {
        guard !isAtEnd else { return nil }
        var reading = SourceReading()
        for _ in 0..<Self.recordsPerPiece {
            guard let record = try Self.next(&records, in: document) else {
                isAtEnd = true
                break
            }
            take(record, into: &reading)
        }
        refused += reading.refusals.count
        if isAtEnd {
            reading.coverage = [
                refused == 0
                    ? RunCoverage(unit: stem, state: .complete)
                    : RunCoverage(
                        unit: stem, state: .partial, reason: "\(refused) records refused")
            ]
        }
        return reading
    }

    private func take(_ record: CSVRecords.Record, into reading: inout SourceReading) {
        let place = SourcePlace(document: document, part: "line \(record.line)")
        func refuse(_ reason: String) {
            reading.refusals.append(SourceReading.Refusal(place: place, reason: reason))
        }
        if let fault = record.fault { return refuse(fault) }
        guard record.fields.count == row.columnCount else {
            return refuse("\(record.fields.count) fields instead of \(row.columnCount)")
        }
        guard let cells = Self.texts(record.fields, isLatin1: isLatin1) else {
            return refuse(Self.noUTF8)
        }
        do throws(CSVRule.Misfit) {
            reading.findings.append(try row.finding(cells, at: place))
        } catch {
            refuse(error.reason)
        }
    }

    private static let noUTF8 = "not UTF-8; does the mapping lack encoding: latin-1?"

    private static func next(
        _ records: inout CSVRecords, in document: String
    ) throws(SourceError) -> CSVRecords.Record? {
        do throws(CSVRecords.Unclosed) {
            return try records.next()
        } catch {
            throw .malformed(
                document: document, reason: "line \(error.line): a quoted field has no end")
        }
    }

    private static func texts(_ fields: [ArraySlice<UInt8>], isLatin1: Bool) -> [String]? {
        var texts: [String] = []
        texts.reserveCapacity(fields.count)
        for field in fields {
            if isLatin1 {
                var text = ""
                for byte in field { text.unicodeScalars.append(Unicode.Scalar(byte)) }
                texts.append(text)
            } else if let text = String(validating: field, as: UTF8.self) {
                texts.append(text)
            } else {
                return nil
            }
        }
        return texts
    }
}
