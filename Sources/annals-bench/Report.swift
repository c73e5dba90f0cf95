import CanonicalJSON

/// What a run found, as a table for people or JSON for programs.
struct Report {
    let size: WorkloadSize
    let seed: UInt64
    let rounds: Int
    /// The server's version and the settings that count.
    let server: [(name: String, value: String)]
    /// The machine's load average when the run began and ended.
    let load: [Double]
    let comparisons: [Comparison]

    // MARK: Table

    var table: String {
        let head = ["scenario", "limit", "annals", "ratio", "goal", ""]
        let rows = [head] + comparisons.map(Self.cells)
        let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
        return (preamble + lines + [""] + comparisons.map(Self.footnote)).joined(separator: "\n")
    }

    private var preamble: [String] {
        let settings = server.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        let averages = load.map { Self.text($0) }.joined(separator: " to ")
        return [
            "\(size.rawValue): \(size.events) events, \(size.companies) companies, seed \(seed), "
                + "\(rounds) rounds, load average \(averages)",
            settings, "",
        ]
    }

    private static func cells(_ one: Comparison) -> [String] {
        let goal =
            switch one.goal {
            case .atLeast(let least): "≥ \(least)"
            case .atMost(let most): "≤ \(most)"
            case .none: ""
            }
        return [
            one.title, "\(spread(one.limit)) \(one.unit)", "\(spread(one.system)) \(one.unit)",
            "\(text(one.ratio)) (\(text(one.ratios.least))–\(text(one.ratios.most)))", goal,
            one.isReached.map { $0 ? "reached" : "missed" } ?? "",
        ]
    }

    private static func footnote(_ one: Comparison) -> String {
        "\(one.title): limit is \(one.limitTitle)"
            + one.notes.map { "; " + $0 }.joined()
    }

    private static func spread(_ values: Measurement) -> String {
        "\(text(values.median)) (\(text(values.least))–\(text(values.most)))"
    }

    /// Whole numbers from 100 on, one digit after the point from 10 on, else two.
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        if value >= 100 { return String(Int(value.rounded())) }
        let scale = value >= 10 ? 10 : 100
        let scaled = Int((value * Double(scale)).rounded())
        let digits = String(scaled % scale)
        let padding = String(repeating: "0", count: (scale == 10 ? 1 : 2) - digits.count)
        return "\(scaled / scale).\(padding)\(digits)"
    }

    // MARK: JSON

    var json: JSONValue {
        [
            "size": .string(size.rawValue), "events": .integer(Int64(size.events)),
            "companies": .integer(Int64(size.companies)), "seed": .string(String(seed)),
            "rounds": .integer(Int64(rounds)), "load": .array(load.map { .double($0) }),
            "server": .object(JSONObject(server.map { ($0.name, .string($0.value)) })),
            "scenarios": .array(comparisons.map(Self.json)),
        ]
    }

    private static func json(_ one: Comparison) -> JSONValue {
        let goal: JSONValue =
            switch one.goal {
            case .atLeast(let least): ["atLeast": .double(least)]
            case .atMost(let most): ["atMost": .double(most)]
            case .none: .null
            }
        return [
            "name": .string(one.name), "limitIs": .string(one.limitTitle),
            "unit": .string(one.unit), "limit": json(one.limit), "annals": json(one.system),
            "ratio": .double(one.ratio), "ratios": json(one.ratios), "goal": goal,
            "reached": one.isReached.map { .bool($0) } ?? .null,
            "notes": .array(one.notes.map { .string($0) }),
        ]
    }

    private static func json(_ values: Measurement) -> JSONValue {
        [
            "median": .double(values.median), "least": .double(values.least),
            "most": .double(values.most), "values": .array(values.values.map { .double($0) }),
        ]
    }
}
