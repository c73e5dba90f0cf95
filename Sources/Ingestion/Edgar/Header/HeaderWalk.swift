import Filings

/// Asks for the headers of single filings, one after the other.
struct HeaderWalk: SourceWalk {
    private let addresses: [FilingAddress]
    private let server: String?
    private var place = 0
    private var told: [EdgarAccession: RunCoverage] = [:]

    init(_ addresses: [FilingAddress], server: String?) {
        self.addresses = addresses
        self.server = server
    }

    mutating func next() -> SourceRequest? {
        guard place < addresses.count else { return nil }
        defer { place += 1 }
        let address = addresses[place]
        var request = SourceRequest(
            part: address.accession.text,
            url: SECRegister.address(address.header, on: server))
        // A filing is named because it is known; EDGAR may have taken it back since.
        request.absence = .neverWillBe
        return request
    }

    mutating func take(_ page: WalkedPage) {
        guard let address = addresses.first(where: { $0.accession.text == page.request.part })
        else { return }
        told[address.accession] = Self.coverage(of: address, page)
    }

    private static func coverage(of address: FilingAddress, _ page: WalkedPage) -> RunCoverage {
        let unit = address.accession.text
        let repair = repair(address)
        switch (page.answer, page.reading) {
        case (.content, let reading?):
            guard reading.coverage.contains(where: { $0.unit == unit }) else {
                return RunCoverage(
                    unit: unit, state: .unread, reason: "the header is of another filing",
                    repair: repair)
            }
            let refused = reading.refusals.count
            return refused == 0
                ? RunCoverage(unit: unit, state: .complete)
                : RunCoverage(
                    unit: unit, state: .partial, reason: "\(refused) parts refused",
                    repair: repair)
        case (.content, nil):
            let reason = page.failure.map { "\($0)" } ?? "could not be read"
            return RunCoverage(unit: unit, state: .unread, reason: reason, repair: repair)
        case (.unchanged, _): return RunCoverage(unit: unit, state: .complete)
        case (.neverWillBe, _):
            return RunCoverage(
                unit: unit, state: .empty, reason: "not there under CIK \(address.filer.cik)")
        case (.notThereYet, _), (.pastTheEnd, _):
            return RunCoverage(unit: unit, state: .pending, repair: repair)
        case (.broken(let reason), _), (.refused(let reason), _):
            return RunCoverage(unit: unit, state: .unread, reason: reason, repair: repair)
        case (.throttled, _):
            return RunCoverage(
                unit: unit, state: .unread, reason: page.answer.text, repair: repair)
        }
    }

    /// One for each filing of the order, those not asked for among them.
    var coverage: [RunCoverage] {
        addresses.map { address in
            told[address.accession]
                ?? RunCoverage(
                    unit: address.accession.text, state: .unread, reason: "not asked for",
                    repair: Self.repair(address))
        }
    }

    private static func repair(_ address: FilingAddress) -> String {
        "\(EdgarHeader.sourceName) --filing \(address.text)"
    }
}
