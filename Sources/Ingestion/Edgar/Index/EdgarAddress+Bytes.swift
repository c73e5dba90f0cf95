/// The same texts as of ``EdgarFiler`` and ``EdgarAccession``, from bytes that were checked.
extension EdgarAddress {
    static func filingKey(cik: String, accession: ArraySlice<UInt8>, form: String) -> String {
        let count = 8 + cik.utf8.count + accession.count + form.utf8.count
        return String(unsafeUninitializedCapacity: count) { buffer in
            var writer = TextWriter(buffer)
            writer.write("edgar:".utf8)
            writer.write(cik.utf8)
            writer.write("/".utf8)
            writer.write(accession)
            writer.write("/".utf8)
            writer.write(form.utf8)
            return writer.count
        }
    }

    static func filingIndex(cik: String, accession: ArraySlice<UInt8>) -> String {
        let count = 60 + cik.utf8.count + 2 * accession.count
        return String(unsafeUninitializedCapacity: count) { buffer in
            var writer = TextWriter(buffer)
            writer.write("https://www.sec.gov/Archives/edgar/data/".utf8)
            writer.write(cik.utf8)
            writer.write("/".utf8)
            let start = accession.startIndex
            writer.write(accession[start..<start + 10])
            writer.write(accession[start + 11..<start + 13])
            writer.write(accession[start + 14..<start + 20])
            writer.write("/".utf8)
            writer.write(accession)
            writer.write("-index.htm".utf8)
            return writer.count
        }
    }
}

private struct TextWriter {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    mutating func write(_ bytes: some Collection<UInt8>) {
        count = buffer[count...].update(fromContentsOf: bytes)
    }
}
