/// Text for Prometheus: families of samples, each with its HELP and TYPE line.
///
/// Source: "Exposition formats", text format 0.0.4,
/// <https://prometheus.io/docs/instrumenting/exposition_formats/>.
public struct MetricsText {
    /// Every line ends in a line feed, the last one too, as the format demands.
    public private(set) var text = ""

    public init() {}

    public struct Sample {
        let labels: [(name: String, value: String)]
        let value: String

        public init(_ value: Int64, _ labels: (name: String, value: String)...) {
            self.labels = labels
            self.value = String(value)
        }

        public init(_ isSo: Bool, _ labels: (name: String, value: String)...) {
            self.labels = labels
            value = isSo ? "1" : "0"
        }

        /// In seconds, as Prometheus has all times.
        public init(_ duration: Duration, _ labels: (name: String, value: String)...) {
            self.labels = labels
            let (seconds, fraction) = duration.components
            let micros = String(fraction / 1_000_000_000_000)
            value = "\(seconds)." + String(repeating: "0", count: 6 - micros.utf8.count) + micros
        }
    }

    /// Adds a family; nothing where there is no sample.
    ///
    /// - Parameters:
    ///   - name: A letter or underscore, then letters, digits and underscores; the samples' labels
    ///     too.
    ///   - kind: `gauge`, or `counter` for what only rises.
    public mutating func add(
        _ name: String, _ help: String, kind: String = "gauge", _ samples: [Sample]
    ) {
        if samples.isEmpty { return }
        head(name, help, kind: kind)
        for sample in samples { line(name, sample) }
    }

    /// Adds a histogram.
    ///
    /// - Parameter buckets: Cumulative, each with its bound as `le`, the last one `+Inf`.
    public mutating func addHistogram(
        _ name: String, _ help: String, _ buckets: [Sample], sum: Duration, count: Int64
    ) {
        head(name, help, kind: "histogram")
        for bucket in buckets { line(name + "_bucket", bucket) }
        line(name + "_sum", Sample(sum))
        line(name + "_count", Sample(count))
    }

    private mutating func head(_ name: String, _ help: String, kind: String) {
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind)\n"
    }

    private mutating func line(_ name: String, _ sample: Sample) {
        let labels = sample.labels.map {
            "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\""
        }
        text += name + (labels.isEmpty ? "" : "{" + labels.joined(separator: ",") + "}")
        text += " \(sample.value)\n"
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
