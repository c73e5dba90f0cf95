import CanonicalJSON
import Filings

@testable import Ingestion

/// Four real walks over the latest filings, a minute apart.
enum LatestCorpus {
    static let walks = [
        "getcurrent-20251212T2302Z", "getcurrent-20251212T2303Z",
        "getcurrent-20251212T2303Z-second", "getcurrent-20251212T2304Z",
    ]

    /// The pages of a walk in order, without the small requests beside it.
    static func pages(of walk: String) throws -> [SourceDocument] {
        let folder = "\(SubmissionsCorpus.root ?? "")/edgar/atom/\(walk)"
        return try SourceFile.files(at: [folder], for: EdgarLatest())
            .filter { $0.path.hasPrefix("\(folder)/start-") }.map { try $0.document() }
    }

    /// The pages read, once for all tests.
    static func readings(of walk: String) throws -> [SourceReading] {
        try allReadings.get()[walk] ?? []
    }

    private static let allReadings = Result { () throws -> [String: [SourceReading]] in
        var readings: [String: [SourceReading]] = [:]
        for walk in walks {
            readings[walk] = try pages(of: walk).map { try EdgarLatest().read($0) }
        }
        return readings
    }

    static func figures(of walk: String) throws -> JSONValue? {
        try SubmissionsCorpus.figures()["atom_walks"]?[walk]
    }

    /// What identifies each entry, found by looking for texts: `accession CIK form role`.
    static func scan(_ page: SourceDocument) throws -> Set<String> {
        let text = String(decoding: try page.plainBytes(), as: UTF8.self)
        let entries = text.split(separator: "<entry>", omittingEmptySubsequences: false).dropFirst()
        return Set(
            entries.map { entry in
                let title = between("<title>", "</title>", in: entry)
                let groups = title.split(separator: " (").suffix(2).map { $0.dropLast() }
                let accession = between("accession-number=", "<", in: entry)
                let form = between("term=\"", "\"", in: entry)
                return "\(accession) \(groups[0].drop { $0 == "0" }) \(form) \(groups[1])"
            })
    }

    private static func between(
        _ start: String, _ end: String, in text: Substring
    ) -> Substring {
        guard let from = text.firstRange(of: start) else { return "" }
        let rest = text[from.upperBound...]
        return rest[..<(rest.firstRange(of: end)?.lowerBound ?? rest.endIndex)]
    }
}

extension SourceReading {
    /// As ``LatestCorpus/scan(_:)`` has them.
    var entryKeys: Set<String> {
        Set(
            filings.flatMap { filing in
                filing.roles.map { "\(filing.accession) \(filing.filer) \(filing.form) \($0)" }
            })
    }
}
