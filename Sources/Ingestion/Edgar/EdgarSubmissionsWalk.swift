import EventStorage
import Filings

/// Reads each company's main file and then the overflow pages that it names; before that, the file
/// of tickers where companies are named by those.
struct EdgarSubmissionsWalk: SourceWalk {
    private enum Step: Equatable {
        case tickers
        case main(EdgarFiler)
        case page(EdgarFiler, SourceReading.FurtherPart)
    }

    private let server: String?
    private let checkpoints: [String: SourceCheckpoint]
    private var tickers: [String]
    /// In order; the first is asked for next.
    private var waiting: [Step]
    private var asked: Step?
    private var companies: [SubmissionsProgress] = []
    /// Tickers without a company, with the reason.
    private var unresolved: [(ticker: String, reason: String)] = []

    init(
        filers: [EdgarFiler], tickers: [String], server: String?,
        checkpoints: [String: SourceCheckpoint]
    ) {
        self.server = server
        self.checkpoints = checkpoints
        self.tickers = tickers
        waiting = tickers.isEmpty ? [] : [.tickers]
        for filer in filers { expect(filer) }
    }

    private mutating func expect(_ filer: EdgarFiler) {
        guard !companies.contains(where: { $0.filer == filer }) else { return }
        companies.append(SubmissionsProgress(filer: filer))
        waiting.append(.main(filer))
    }

    mutating func next() -> SourceRequest? {
        guard let step = waiting.first else { return nil }
        waiting.removeFirst()
        asked = step
        switch step {
        case .tickers:
            return request(
                TickerFile.companies, EdgarTickers.address(of: TickerFile.companies))
        case .main(let filer):
            return request("CIK\(filer.tenDigits)", EdgarAddress.submissions(of: filer))
        case .page(_, let page):
            let address = "\(SECRegister.data)/submissions/\(page.name)"
            return request(String(page.name.dropLast(".json".count)), address)
        }
    }

    /// Not conditional: the register gives these files neither a tag nor a date.
    private func request(_ part: String, _ address: String) -> SourceRequest {
        var request = SourceRequest(
            part: part, url: SECRegister.address(address, on: server))
        request.absence = .neverWillBe
        return request
    }

    mutating func take(_ page: WalkedPage) {
        defer { asked = nil }
        switch asked {
        case nil: break
        case .tickers: resolve(page)
        case .main(let filer): take(page, of: filer) { $0.takeMain(page, known: $1) }
        case .page(let filer, let part):
            take(page, of: filer) { progress, _ in
                progress.takePage(page, part)
                return []
            }
        }
    }

    private mutating func take(
        _ page: WalkedPage, of filer: EdgarFiler,
        _ take: (inout SubmissionsProgress, [String: String]) -> [SourceReading.FurtherPart]
    ) {
        guard let index = companies.firstIndex(where: { $0.filer == filer }) else { return }
        let known = checkpoints[page.request.part]?.state ?? [:]
        let pages = take(&companies[index], known)
        waiting.insert(contentsOf: pages.map { .page(filer, $0) }, at: 0)
    }

    private mutating func resolve(_ page: WalkedPage) {
        for ticker in tickers {
            if let reading = page.reading {
                let cik = reading.notes[TickerFile.note(of: ticker)]
                if let filer = cik.flatMap({ EdgarFiler(cik: $0) }) {
                    expect(filer)
                } else {
                    unresolved.append((ticker, "no company has this ticker"))
                }
            } else {
                unresolved.append((ticker, "the file of tickers: \(page.reasonNotRead)"))
            }
        }
        tickers = []
    }

    var coverage: [RunCoverage] {
        let untold = tickers.map { (ticker: $0, reason: "not asked for") }
        let nameless = (unresolved + untold).map { entry in
            RunCoverage(
                unit: "ticker \(entry.ticker)", state: .unread, reason: entry.reason,
                repair: "edgar-submissions --company \(entry.ticker)")
        }
        return companies.map(\.coverage) + nameless
    }

    var completeListings: [String] {
        companies.filter(\.hasReadAll).map { SubmissionsParts.listing(of: $0.filer) }
    }

    func state(of part: String) -> [String: String] {
        companies.first { "CIK\($0.filer.tenDigits)" == part }?.state ?? [:]
    }
}
