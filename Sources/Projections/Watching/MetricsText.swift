/// Text for Prometheus: families of samples, each with its HELP and TYPE line.
///
/// Source: "Exposition formats", text format 0.0.4,
/// <https://prometheus.io/docs/instrumenting/exposition_formats/>.
struct MetricsText {
    /// Every line ends in a line feed, the last one too, as the format demands.
    private(set) var text = ""

    struct Sample {
        let labels: [(name: String, value: String)]
        let value: String

        init(_ value: Int64, _ labels: (name: String, value: String)...) {
            self.labels = labels
            self.value = String(value)
        }

        init(_ isSo: Bool, _ labels: (name: String, value: String)...) {
            self.labels = labels
            value = isSo ? "1" : "0"
        }

        /// In seconds, as Prometheus has all times.
        init(_ duration: Duration, _ labels: (name: String, value: String)...) {
            self.labels = labels
            let (seconds, fraction) = duration.components
            let micros = String(fraction / 1_000_000_000_000)
            value = "\(seconds)." + String(repeating: "0", count: 6 - micros.utf8.count) + micros
        }
    }

    /// Adds a family of gauges; nothing where there is no sample.
    ///
    /// - Parameter name: A letter or underscore, then letters, digits and underscores; the samples'
    ///   labels too.
    mutating func add(_ name: String, _ help: String, _ samples: [Sample]) {
        if samples.isEmpty { return }
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) gauge\n"
        for sample in samples {
            let labels = sample.labels.map {
                "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\""
            }
            text += name + (labels.isEmpty ? "" : "{" + labels.joined(separator: ",") + "}")
            text += " \(sample.value)\n"
        }
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
