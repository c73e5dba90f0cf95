import CanonicalJSON

extension FilingListed {
    /// Appends the RFC 8785 form of ``data`` without making the tree: a bulk import spends half of
    /// its time on one core with entries, and most of them are of this type.
    ///
    /// - Parameter tags: The member `tags` that the log adds to the data; none: no such member.
    public func writeCanonical(into bytes: inout [UInt8], tags: [String] = []) {
        let start = bytes.count
        bytes.append(",\"acceptedClock\":", acceptedClock?.rawValue)
        bytes.append(",\"acceptedText\":", acceptedText)
        bytes.append(",\"accession\":", accession)
        bytes.append(",\"act\":", act)
        bytes.append(",\"category\":", category)
        bytes.append(",\"coreType\":", coreType)
        if !details.isEmpty {
            bytes.append(",\"details\":")
            details.writeCanonical(into: &bytes)
        }
        bytes.append(",\"fileNumber\":", fileNumber)
        bytes.append(",\"filedOn\":", filedOn.text)
        bytes.append(",\"filer\":", filer)
        bytes.append(",\"filerName\":", filerName)
        bytes.append(",\"filmNumber\":", filmNumber)
        bytes.append(",\"form\":", form)
        bytes.append(",\"isInlineXBRL\":", isInlineXBRL)
        bytes.append(",\"isXBRL\":", isXBRL)
        bytes.append(",\"isXBRLNumeric\":", isXBRLNumeric)
        bytes.append(",\"items\":", items)
        bytes.append(",\"itemsText\":", itemsText)
        bytes.append(",\"periodOfReport\":", periodOfReport?.text)
        bytes.append(",\"primaryDocDescription\":", primaryDocDescription)
        bytes.append(",\"primaryDocument\":", primaryDocument)
        bytes.append(",\"reader\":", reader)
        bytes.append(",\"register\":", register)
        bytes.append(",\"roles\":", roles)
        if let sizeBytes {
            bytes.append(",\"sizeBytes\":")
            JSONValue.integer(sizeBytes).writeCanonical(into: &bytes)
        }
        bytes.append(",\"tags\":", tags)
        bytes.append(",\"title\":", title)
        bytes[start] = UInt8(ascii: "{")
        bytes.append(UInt8(ascii: "}"))
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ name: StaticString) {
        let name = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        append(contentsOf: name)
    }

    fileprivate mutating func append(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        append(name)
        append(canonical: text)
    }

    fileprivate mutating func append(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        append(name)
        append(value ? "true" : "false")
    }

    /// An empty list is an absent member.
    fileprivate mutating func append(_ name: StaticString, _ texts: [String]) {
        if texts.isEmpty { return }
        append(name)
        append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            append(canonical: text)
        }
        append(UInt8(ascii: "]"))
    }
}
