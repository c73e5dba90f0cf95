/// How the three layouts divide a line.
extension IndexRow {
    init(
        _ bytes: [UInt8], line: Range<Int>, layout: IndexHeader.Layout
    ) throws(Misfit) {
        switch layout {
        case .master(let fields): try self.init(master: bytes, line, fields: fields)
        case .form(let column): try self.init(fixed: bytes, line, nameColumn: column)
        case .company(let column): try self.init(fixed: bytes, line, formColumn: column)
        }
    }

    /// `CIK|Company Name|Form Type|Date Filed|Filename`, perhaps with columns to come.
    private init(
        master bytes: [UInt8], _ line: Range<Int>, fields: Int
    ) throws(Misfit) {
        var bars = (-1, -1, -1, -1, line.upperBound)
        var count = 0
        for place in line where bytes[place] == UInt8(ascii: "|") {
            switch count {
            case 0: bars.0 = place
            case 1: bars.1 = place
            case 2: bars.2 = place
            case 3: bars.3 = place
            case 4: bars.4 = place
            default: break
            }
            count += 1
        }
        guard count + 1 == fields, count >= 4 else {
            throw Misfit("\(count + 1) fields, not \(fields)")
        }
        try self.init(
            bytes, cik: line.lowerBound..<bars.0, name: bars.0 + 1..<bars.1,
            form: bars.1 + 1..<bars.2, day: bars.2 + 1..<bars.3, path: bars.3 + 1..<bars.4)
    }

    /// The form type first.
    ///
    /// A form type longer than its column pushes the others right; two spaces still end it.
    private init(
        fixed bytes: [UInt8], _ line: Range<Int>, nameColumn: Int
    ) throws(Misfit) {
        let tail = try Tail(bytes, line)
        let rest = tail.rest
        let column = line.lowerBound + nameColumn
        let formEnd: Int
        if column > rest.lowerBound, column < rest.upperBound, bytes[column - 1] == 0x20,
            bytes[column] != 0x20
        {
            formEnd = column
        } else if let gap = Self.gaps(bytes, rest).first {
            formEnd = gap
        } else if column >= rest.upperBound {
            formEnd = rest.upperBound
        } else {
            throw Misfit("form type and name cannot be told apart")
        }
        try self.init(
            bytes, tail: tail, name: Self.trimmed(bytes, formEnd..<rest.upperBound),
            form: Self.trimmed(bytes, rest.lowerBound..<formEnd))
    }

    /// The name first.
    ///
    /// A name longer than its column pushes the others right; two spaces still end it. Names have
    /// such gaps inside as well, form types do not.
    private init(
        fixed bytes: [UInt8], _ line: Range<Int>, formColumn: Int
    ) throws(Misfit) {
        let tail = try Tail(bytes, line)
        let rest = tail.rest
        let column = line.lowerBound + formColumn
        guard column < rest.upperBound else { throw Misfit("no form type") }
        let nameEnd: Int
        if let gap = Self.gaps(bytes, rest).last,
            Self.trimmed(bytes, gap..<rest.upperBound).lowerBound >= column
        {
            nameEnd = gap
        } else if bytes[column - 1] == 0x20, bytes[column] != 0x20 {
            nameEnd = column
        } else {
            throw Misfit("name and form type cannot be told apart")
        }
        try self.init(
            bytes, tail: tail, name: Self.trimmed(bytes, rest.lowerBound..<nameEnd),
            form: Self.trimmed(bytes, nameEnd..<rest.upperBound))
    }

    private init(
        _ bytes: [UInt8], tail: Tail, name: Range<Int>, form: Range<Int>
    ) throws(Misfit) {
        if Self.isCut(bytes, form) {
            throw Misfit(
                "the form type is cut to \"\(LatinText.string(bytes, form))\" in this layout; "
                    + "the master index has it whole")
        }
        try self.init(
            bytes, cik: tail.cik, name: name, form: form, day: tail.day, path: tail.path)
    }

    /// Whether a form type is the first ten characters of a longer one, which is all that these
    /// layouts have room for. A filing under half a form type would be another filing.
    private static func isCut(_ bytes: [UInt8], _ form: Range<Int>) -> Bool {
        guard (9...10).contains(form.count), bytes[form.lowerBound] == UInt8(ascii: "S") else {
            return false
        }
        return cutTypes.contains { bytes[form].elementsEqual($0.utf8) }
    }

    /// Of SEC STAFF ACTION and LETTER, SCHEDULE 13D and 13G, SBSE-CCO-RPT: the types in use that
    /// are longer, all beginning with an S.
    private static let cutTypes = ["SEC STAFF", "SCHEDULE 1", "SBSE-CCO-R"]

    /// The last three columns of a line, which have no spaces inside; they may have moved.
    private struct Tail {
        let path: Range<Int>
        let day: Range<Int>
        let cik: Range<Int>
        /// Form type and name, in either order.
        let rest: Range<Int>

        init(_ bytes: [UInt8], _ line: Range<Int>) throws(Misfit) {
            var end = line.upperBound
            func word() -> Range<Int> {
                while end > line.lowerBound, bytes[end - 1] == 0x20 { end -= 1 }
                let upper = end
                while end > line.lowerBound, bytes[end - 1] != 0x20 { end -= 1 }
                return end..<upper
            }
            path = word()
            day = word()
            cik = word()
            while end > line.lowerBound, bytes[end - 1] == 0x20 { end -= 1 }
            rest = line.lowerBound..<end
            guard !rest.isEmpty else { throw Misfit("too short for its columns") }
        }
    }

    /// The places where two spaces begin that follow something else.
    private static func gaps(
        _ bytes: [UInt8], _ range: Range<Int>
    ) -> some BidirectionalCollection<Int> {
        range.dropLast().filter { place in
            bytes[place] == 0x20 && bytes[place + 1] == 0x20
                && (place == range.lowerBound || bytes[place - 1] != 0x20)
        }
    }

    private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, bytes[lower] == 0x20 { lower += 1 }
        while lower < upper, bytes[upper - 1] == 0x20 { upper -= 1 }
        return lower..<upper
    }
}
