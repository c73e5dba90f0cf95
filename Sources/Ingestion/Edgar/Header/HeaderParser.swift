/// Reads a header's lines into its parts.
///
/// Blocks need no end: a party begins where its block is named or, for a block that is not known,
/// where its data begin, and goes on to the next one.
struct HeaderParser {
    private enum Section: Equatable {
        case data, values, formerName, address
    }

    private var header = SubmissionHeader()
    /// Whether what comes belongs to the last party.
    private var isInParty = false
    private var section: Section?
    private var isInSeries = false
    /// A name without a value whose meaning shows with the next.
    private var pending: HeaderToken?

    static func read(_ text: HeaderText) -> SubmissionHeader {
        var parser = HeaderParser()
        for line in text.lines {
            guard let tokens = HeaderToken.tokens(in: line) else {
                parser.header.oddLines.append(
                    SubmissionHeader.Field(name: "", value: line.text.trimmed, line: line.number))
                continue
            }
            for token in tokens { parser.take(token) }
        }
        parser.settle()
        return parser.header
    }

    private mutating func take(_ token: HeaderToken) {
        switch token.kind {
        case .field(let value): take(value, of: token)
        case .bare: open(token)
        case .end: close(token)
        }
    }

    private mutating func open(_ token: HeaderToken) {
        if HeaderNames.isPartyData(token.name) {
            if !isInParty || section != nil { beginParty(pending?.name, line: token.line) }
            pending = nil
            section = .data
        } else if HeaderNames.sections.contains(token.name), isInParty {
            settle()
            begin(token.name)
        } else if HeaderNames.roles[token.name] != nil {
            settle()
            isInSeries = false
            beginParty(token.name, line: token.line)
        } else if token.name == HeaderNames.series {
            settle()
            isInSeries = true
        } else if !isInSeries {
            settle()
            pending = token
        }
    }

    private mutating func close(_ token: HeaderToken) {
        settle()
        if token.name == HeaderNames.series { isInSeries = false }
        guard isInParty else { return }
        if token.name == header.parties.last?.kind {
            (isInParty, section) = (false, nil)
        } else if HeaderNames.isPartyData(token.name) || HeaderNames.sections.contains(token.name) {
            // What follows is still the party's, and begins no second one.
            section = .data
        }
    }

    private mutating func beginParty(_ kind: String?, line: Int) {
        header.parties.append(SubmissionHeader.Party(kind: kind, line: line))
        (isInParty, section) = (true, nil)
    }

    private mutating func begin(_ name: String) {
        let last = header.parties.count - 1
        switch name {
        case HeaderNames.values:
            header.parties[last].values.append([])
            section = .values
        case HeaderNames.formerName:
            header.parties[last].formerNames.append([])
            section = .formerName
        default: section = .address
        }
    }

    private mutating func take(_ value: String, of token: HeaderToken) {
        settle()
        if isInSeries {
            if token.name == "SERIES ID" { header.seriesIDs.append(value) }
            if token.name == "CLASS CONTRACT ID" { header.classCount += 1 }
            return
        }
        let field = SubmissionHeader.Field(name: token.name, value: value, line: token.line)
        guard isInParty, isOfParty(token) else { return header.fields.append(field) }
        let last = header.parties.count - 1
        switch section {
        case .values where HeaderNames.ofParty.contains(token.name):
            header.parties[last].values.appendToLast(field)
        case .formerName where HeaderNames.ofParty.contains(token.name):
            header.parties[last].formerNames.appendToLast(field)
        case .address: header.parties[last].addressLines.append(field)
        default: header.parties[last].fields.append(field)
        }
    }

    private func isOfParty(_ token: HeaderToken) -> Bool {
        if HeaderNames.ofSubmission.contains(token.name) { return false }
        return HeaderNames.ofParty.contains(token.name) || token.isTag || token.isIndented
    }

    /// A tag that stood alone and began no block is a flag; a name before a colon was a blank.
    private mutating func settle() {
        if let pending, pending.isTag, !isInParty { header.flags.append(pending.name) }
        pending = nil
    }
}

extension [[SubmissionHeader.Field]] {
    fileprivate mutating func appendToLast(_ field: SubmissionHeader.Field) {
        guard !isEmpty else { return }
        self[count - 1].append(field)
    }
}
