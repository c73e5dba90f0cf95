import CanonicalJSON
import Foundation
import Testing

@testable import Filings

/// Real data, when the environment variable `ANNALS_CORPUS` names its folder.
enum DateCorpus {
    static var folder: String? { ProcessInfo.processInfo.environment["ANNALS_CORPUS"] }

    /// The cases of a file in the folder `edtf`; none without the variable.
    static func cases(_ file: String) throws -> [JSONValue] {
        guard let folder else { return [] }
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/edtf/\(file)"))
        let json = try JSONValue(parsing: Array(data))
        return try #require(json["cases"]?.arrayValue)
    }

    /// The corpus writes `inf` for an open end.
    static func bound(_ json: JSONValue?) -> DateBound? {
        switch json?.stringValue {
        case "inf", "-inf": .open
        default: DateBound(json: json)
        }
    }
}
