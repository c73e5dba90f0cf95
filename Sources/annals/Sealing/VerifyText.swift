import CanonicalJSON
import Proofs
import Rendering
import Sealing

/// What a verification covered and found, for people and for programs.
struct VerifyText {
    let report: VerifyReport
    let since: Checkpoint?
    let isSample: Bool
    let hasKeys: Bool
    let elapsed: Duration

    var lines: [String] {
        var lines = [verdict]
        lines += report.findings.map { "  " + $0.what }
        if report.findingCount > Int64(report.findings.count) {
            lines.append("  … and \(report.findingCount - Int64(report.findings.count)) more")
        }
        return lines + ["", "covered"] + covered.map { "  " + $0 }
    }

    private var verdict: String {
        if report.isGood { return "verified: nothing is altered, nothing is missing" }
        let first = report.findings.compactMap(\.position).min()
        let count = report.findingCount == 1 ? "1 finding" : "\(report.findingCount) findings"
        return "NOT as it must be: \(count)"
            + (first.map { ", the first at position \($0)" } ?? "")
    }

    private var covered: [String] {
        var covered: [String] = []
        if let positions = report.positions {
            covered.append(
                isSample
                    ? "\(report.entries) entries of \(positions.upperBound), taken at random"
                    : "positions \(positions.lowerBound) to \(positions.upperBound), "
                        + "\(report.entries) entries, \(report.bytes) bytes")
        } else {
            covered.append("no entries: there was nothing to read")
        }
        if report.archived > 0 {
            covered.append(
                "\(report.archived) entries are in an archive: their hashes lead to what was signed, "
                    + "annals-verify reads their bytes there")
        }
        if let since { covered.append("after the \(since.size) that were verified before") }
        covered.append(tree)
        if !isSample { covered.append(checkpoints) }
        covered.append(signatures)
        if report.stamps > 0 {
            covered.append(
                report.stamps == 1 ? "1 time stamp" : "\(report.stamps) time stamps")
        }
        let seconds =
            Double(elapsed.components.seconds)
            + Double(elapsed.components.attoseconds) / 1e18
        let rate = seconds > 0 ? Int(Double(report.entries) / seconds) : 0
        covered.append("in \(Self.decimal(seconds)) s, \(rate) entries a second")
        return covered
    }

    private static func decimal(_ seconds: Double) -> String {
        let hundredths = Int(seconds * 100)
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    private var tree: String {
        let last = report.positions?.upperBound ?? 0
        return report.treeSize < last
            ? "the proof tree reaches position \(report.treeSize) only: annals checkpoint moves it on"
            : "the proof tree over all of them"
    }

    private var checkpoints: String {
        switch report.checkpoints {
        case 0: "no checkpoint: nothing was signed for these positions"
        case 1: "1 checkpoint"
        case let count: "\(count) checkpoints"
        }
    }

    private var signatures: String {
        if !hasKeys { return "no signature: no key is known here, name one with --key" }
        guard !report.keys.isEmpty else { return "no signature by a known key" }
        let unsigned =
            report.unsigned > 0 ? "; \(report.unsigned) checkpoints are signed by others only" : ""
        return "signatures by \(report.keys.sorted().joined(separator: ", "))"
            + (report.sealed.map { ", up to position \($0.size)" } ?? "") + unsigned
    }

    var json: JSONValue {
        var object: JSONObject = [
            "good": .bool(report.isGood), "findings": .array(report.findings.map(Self.json)),
            "findingCount": .integer(report.findingCount), "entries": .integer(report.entries),
            "bytes": .integer(report.bytes), "archived": .integer(report.archived),
            "treeSize": .integer(report.treeSize),
            "checkpoints": .integer(report.checkpoints),
            "keys": .array(report.keys.sorted().map { .string($0) }),
            "stamps": .integer(report.stamps),
            "parts": .integer(report.parts),
            "erasures": .array(report.erasures.map { .string($0) }),
            "unsigned": .integer(report.unsigned), "sample": .bool(isSample),
        ]
        if let positions = report.positions {
            object["from"] = .integer(positions.lowerBound)
            object["through"] = .integer(positions.upperBound)
        }
        if let since { object["since"] = .integer(since.size) }
        if let sealed = report.sealed { object["sealed"] = .integer(sealed.size) }
        return .object(object)
    }

    private static func json(_ finding: VerifyReport.Finding) -> JSONValue {
        var object: JSONObject = ["what": .string(finding.what)]
        object["position"] = finding.position.map { .integer($0) }
        return .object(object)
    }
}
