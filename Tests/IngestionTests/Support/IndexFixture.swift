import Ingestion

/// An index of invented filings, line by line.
struct IndexFixture {
    var description = "Daily Index of EDGAR Dissemination Feed"
    var lastDataReceived: String? = "Jan  3, 2020"
    var columns = ["CIK|Company Name|Form Type|Date Filed|File Name"]
    var rows: [String] = []
    var newline = "\n"
    var start: [UInt8] = []
    var isEnded = true

    static let row =
        "1999990001|QUARRY LANE INSTRUMENTS INC|8-K|20200103|"
        + "edgar/data/1999990001/0001999990-20-000017.txt"

    init(_ rows: [String] = [row]) { self.rows = rows }

    /// A whole quarter's, with days as those have them.
    static func quarter(_ rows: [String] = [row]) -> IndexFixture {
        var fixture = IndexFixture(
            rows.map { row in
                row.replacing("|20200103|", with: "|2020-01-03|")
            })
        fixture.description = "Master Index of EDGAR Dissemination Feed"
        fixture.lastDataReceived = "March 31, 2020"
        return fixture
    }

    /// Fixed columns with the form type first.
    static func form(_ rows: [String]) -> IndexFixture {
        var fixture = IndexFixture(rows)
        fixture.columns = [
            "Form Type   Company Name" + String(repeating: " ", count: 50)
                + "CIK         Date Filed  File Name"
        ]
        return fixture
    }

    /// Fixed columns with the name first, the row of their names broken in two.
    static func company(_ rows: [String]) -> IndexFixture {
        var fixture = IndexFixture(rows)
        fixture.columns = [
            "Company Name" + String(repeating: " ", count: 50) + "Form Type   CIK",
            "      Date Filed  File Name",
        ]
        return fixture
    }

    /// A row of fixed columns, each filled up with spaces to its width or by two.
    static func fixed(_ columns: [(String, Int)], path: String) -> String {
        columns.map { text, width in
            text + String(repeating: " ", count: max(2, width - text.count))
        }.joined() + path
    }

    var bytes: [UInt8] {
        var lines = ["Description:           \(description)"]
        if let lastDataReceived { lines.append("Last Data Received:    \(lastDataReceived)") }
        lines += ["Comments:              webmaster@sec.gov", " "] + columns
        lines += [String(repeating: "-", count: 80)] + rows
        let text = lines.joined(separator: newline) + (isEnded ? newline : "")
        // Each character is one byte: ISO 8859-1.
        return start + text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    func document(_ name: String = "master.20200103.idx") -> SourceDocument {
        SourceDocument(name: name, bytes: bytes)
    }
}
