import Compression
import Glibc
import Ingestion

/// Quarterly master indexes to be read: the real first quarter of 2020 where the corpus is, else
/// one of the same size, and others made of its rows.
struct QuarterFile {
    /// The lines of rows, without the header.
    private let rows: [UInt8]
    let rowCount: Int
    let isReal: Bool
    private let folder: String

    init(folder: String, seed: UInt64) throws {
        self.folder = folder
        if let corpus = getenv("ANNALS_CORPUS").map({ String(cString: $0) }) {
            let path = corpus + "/edgar/index/master.2020QTR1.gz"
            if access(path, R_OK) == 0 {
                let text = try GzipReader(
                    FileBytes(try OpenFile(path: path)), limitBytes: 1 << 28
                ).readAll()
                rows = Self.body(of: text)
                rowCount = rows.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
                isReal = true
                return
            }
        }
        rows = Self.invented(count: 319_828, seed: seed)
        rowCount = 319_828
        isReal = false
    }

    /// What follows the line of dashes.
    private static func body(of text: [UInt8]) -> [UInt8] {
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            if text[start..<end].starts(with: Array("-----".utf8)) {
                return Array(text[min(end + 1, text.count)...])
            }
            start = end + 1
        }
        return text
    }

    /// Filers by CIK, some with many rows.
    private static func invented(count: Int, seed: UInt64) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        let forms = ["4", "8-K", "10-Q", "SC 13G/A", "424B2", "D", "NPORT-P", "497", "6-K", "3"]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * 100)
        var written = 0
        var cik = 1_000_000
        while written < count {
            cik += Int.random(in: 1...20, using: &random)
            let own = min(count - written, Int.random(in: 1...8, using: &random))
            for number in 0..<own {
                let form = forms[Int.random(in: 0..<forms.count, using: &random)]
                let month = Int.random(in: 1...3, using: &random)
                let day = Int.random(in: 10...28, using: &random)
                let serial = String(1_000_000 + written % 999_983).dropFirst()
                let agent = String(10_000_000_000 + cik * 7 + number).dropFirst()
                let line =
                    "\(cik)|COMPANY NUMBER \(cik) INC|\(form)|2020-0\(month)-\(day)|"
                    + "edgar/data/\(cik)/\(agent)-20-\(serial).txt\n"
                bytes.append(contentsOf: line.utf8)
                written += 1
            }
        }
        return bytes
    }

    /// Writes the index of a quarter with the same rows, other accession numbers and other dates.
    ///
    /// - Parameter level: Of compression: the same rows in other bytes.
    /// - Returns: The path.
    func write(_ quarter: YearQuarter, level: Int32 = 6) throws -> String {
        let last = quarter.lastDay
        var text = Array(
            """
            Description:           Master Index of EDGAR Dissemination Feed
            Last Data Received:    \(last.text)

            CIK|Company Name|Form Type|Date Filed|Filename
            --------------------------------------------------------------------------------

            """.utf8)
        if quarter.description == "2020-Q1" {
            text += rows
        } else {
            for line in rows.split(separator: UInt8(ascii: "\n")) {
                text += Self.moved(line, to: quarter)
            }
        }
        let path = "\(folder)/master.\(quarter.year)QTR\(quarter.quarter).gz"
        try Self.write(Gzip.compress(text, level: level), to: path)
        return path
    }

    private static func moved(_ line: ArraySlice<UInt8>, to quarter: YearQuarter) -> [UInt8] {
        var line = Array(line)
        let bars = line.indices.filter { line[$0] == UInt8(ascii: "|") }
        guard bars.count == 4, let slash = line.lastIndex(of: UInt8(ascii: "/")) else { return [] }
        let year = Array(String(quarter.year).utf8)
        let date = bars[2] + 1
        let month = quarter.quarter * 3 - 3 + Int(line[date + 6] - 48)
        line.replaceSubrange(date..<date + 4, with: year)
        line.replaceSubrange(
            date + 5..<date + 7, with: Array((month < 10 ? "0\(month)" : "\(month)").utf8))
        if line[date + 8] == UInt8(ascii: "3") || line[date + 9] == UInt8(ascii: "9") {
            line.replaceSubrange(date + 8..<date + 10, with: Array("28".utf8))
        }
        line[slash + 1] = UInt8(48 + quarter.quarter)
        // As many years earlier: some accessions are of another year than their date.
        let years = Int(line[slash + 12] - 48) * 10 + Int(line[slash + 13] - 48)
        let earlier = (years + quarter.year - 2_020 + 100) % 100
        line[slash + 12] = UInt8(48 + earlier / 10)
        line[slash + 13] = UInt8(48 + earlier % 10)
        return line + [UInt8(ascii: "\n")]
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "wb") else { throw BenchError("\(path) cannot be written.") }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw BenchError("\(path) cannot be written whole.")
        }
    }
}
