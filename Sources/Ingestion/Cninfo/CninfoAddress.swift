import Filings

/// Requests of the register's search, as its own page makes them.
struct CninfoAddress: Equatable {
    /// Another server with the same paths.
    let server: String?

    /// As many as the register gives at once.
    static let rowsPerPage = 30

    private var base: String { server ?? "http://www.cninfo.com.cn" }

    static let directoryPart = "szse_stock"

    var directory: SourceRequest {
        SourceRequest(part: Self.directoryPart, url: "\(base)/new/data/szse_stock.json")
    }

    /// One page of what was announced in the days.
    ///
    /// - Parameters:
    ///   - stock: Whose; `nil`: all shares of the mainland, which the register calls `szse`.
    ///   - page: From 1.
    func page(
        _ page: Int, of stock: CninfoStock?, in days: ClosedRange<CivilDay>, label: String
    ) -> SourceRequest {
        let subject = stock?.unit ?? "market"
        var request = SourceRequest(
            part: "\(subject)/\(label)/\(page)", url: "\(base)/new/hisAnnouncement/query",
            documentName: "cninfo-\(subject)-\(label)-\(page).json")
        let share = stock.map { "\($0.code),\($0.organization ?? "")" } ?? ""
        request.form = [
            .init("pageNum", String(page)), .init("pageSize", String(Self.rowsPerPage)),
            .init("column", "szse"), .init("tabName", "fulltext"), .init("plate", ""),
            .init("stock", share), .init("searchkey", ""), .init("secid", ""),
            .init("category", ""), .init("trade", ""),
            .init("seDate", "\(days.lowerBound)~\(days.upperBound)"), .init("sortName", ""),
            .init("sortType", ""), .init("isHLtitle", "false"),
        ]
        return request
    }
}
