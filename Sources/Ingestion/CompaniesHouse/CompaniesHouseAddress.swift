import Filings

/// Addresses of the register's services, and the names of what they answer.
struct CompaniesHouseAddress: Equatable {
    /// Another server with the same paths.
    let server: String?

    /// As many as the register gives at once.
    static let rowsPerPage = 100

    func profile(of company: UKCompany) -> SourceRequest {
        var request = SourceRequest(
            part: "\(company.unit)/profile", url: "\(api)/company/\(company.number)",
            documentName: "\(company.unit).json")
        request.secret = .companiesHouse
        return request
    }

    func page(of company: UKCompany, from start: Int64) -> SourceRequest {
        var request = SourceRequest(
            part: "\(company.unit)/filing-history/\(start)",
            url: "\(api)/company/\(company.number)/filing-history"
                + "?items_per_page=\(Self.rowsPerPage)&start_index=\(start)",
            documentName: Self.pageName(of: company, from: start))
        request.secret = .companiesHouse
        return request
    }

    /// - Parameter timepoint: The last one read; `nil`: from now on.
    func stream(from timepoint: String?) -> SourceRequest {
        let base = server ?? "https://stream.companieshouse.gov.uk"
        var request = SourceRequest(
            part: Self.streamPart,
            url: base + "/filings" + (timepoint.map { "?timepoint=\($0)" } ?? ""),
            documentName: "stream-filings.ndjson")
        request.secret = .companiesHouseStream
        request.isLive = true
        return request
    }

    static let streamPart = "stream/filings"

    static func pageName(of company: UKCompany, from start: Int64) -> String {
        "\(company.unit)-filing-history-\(start).json"
    }

    private var api: String { server ?? "https://api.company-information.service.gov.uk" }
}
