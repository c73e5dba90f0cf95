import Foundation
import TestSupport
import Testing

/// What is in `deploy` besides units is what its readers understand: shells, YAML, Kubernetes, Compose,
/// Prometheus.
///
/// Each needs a program, which `deploy/test` installs; where it is missing the test says that it was
/// skipped.
@Suite struct DeployFilesTests {
    private static func isThere(_ program: String) -> Bool {
        (try? Run("command -v '\(program)' >/dev/null"))?.exitCode == 0
    }

    /// Of PyPI's and Debian's programs that lie in the build.
    private static func tool(_ name: String) -> String {
        let variable = ProcessInfo.processInfo.environment["ANNALS_TOOLS"]
        let built = (variable ?? ".build/python/bin") + "/" + name
        return FileManager.default.isExecutableFile(atPath: built) ? built : name
    }

    private func expectSilence(_ line: String, _ location: SourceLocation = #_sourceLocation) throws
    {
        let run = try Run(line)
        #expect(run.exitCode == 0 && run.output == "", "\(run.output)", sourceLocation: location)
    }

    @Test(.enabled(if: isThere("shellcheck")))
    func `scripts are without a finding of shellcheck`() throws {
        try expectSilence(
            "shellcheck -x .ci/run $(grep -lE '^#!.*bash|^# shellcheck shell' -r deploy --include='*' "
                + "| grep -v '/samples/')")
    }

    @Test(.enabled(if: isThere("yamllint"))) func `YAML is without a finding of yamllint`() throws {
        try expectSilence("yamllint deploy .yamllint")
    }

    @Test(.enabled(if: isThere(tool("kubernetes-validate"))), arguments: ["1.29", "1.31"])
    func `manifests are what Kubernetes takes, and nothing it does not know`(version: String) throws
    {
        let tool = Self.tool("kubernetes-validate")
        try expectSilence("\(tool) --quiet --strict -k \(version) deploy/kubernetes/*.yaml 2>&1")
        let run = try Run(
            "sed 's/minAvailable/minimumAvailable/' deploy/kubernetes/annalsd.yaml | "
                + "\(tool) --quiet --strict -k \(version) /dev/stdin 2>&1")
        #expect(run.exitCode != 0)
    }

    @Test(.enabled(if: isThere(tool("check-jsonschema"))))
    func `the composition is what its specification allows`() throws {
        let check =
            "\(Self.tool("check-jsonschema")) --quiet --builtin-schema vendor.compose-spec"
        try expectSilence("\(check) deploy/container/compose.yaml 2>&1")
    }

    @Test(.enabled(if: isThere(tool("promtool"))))
    func `every alert is given when it should be, and not when all is well`() throws {
        let tool = URL(fileURLWithPath: Self.tool("promtool")).path
        let promtool = Self.tool("promtool").contains("/") ? tool : "promtool"
        try expectSilence("cd deploy/prometheus && '\(promtool)' check rules rules.yaml >/dev/null")
        try expectSilence("cd deploy/prometheus && '\(promtool)' test rules tests.yaml >/dev/null")
    }

    /// Every alert has a case that calls for it, and is in the list of those that are quiet.
    @Test func `every alert is tried`() throws {
        let files = try Project.files(in: "deploy/prometheus", ending: [".yaml"])
        let rules = try #require(files.first { $0.path.hasSuffix("rules.yaml") }).text
        let tests = try #require(files.first { $0.path.hasSuffix("tests.yaml") }).text
        let names = rules.matches(of: /- alert: (\w+)/).map { String($0.1) }
        #expect(names.count > 5)
        for name in names {
            #expect(tests.contains("alertname: \(name) }"), "\(name)")
            #expect(tests.contains("alertname=\"\(name)\""), "\(name)")
        }
    }

    @Test func `rules and dashboard ask for figures that are there`() throws {
        let sources = try Project.files(in: "Sources", ending: [".swift"]).map(\.text).joined()
        let files = try Project.files(in: "deploy/prometheus", ending: [".yaml", ".json"])
        var count = 0
        for file in files {
            for match in file.text.matches(of: /\bannals_[a-z_]+/) {
                let name = match.0.replacing(/_(bucket|count|sum)$/, with: "")
                #expect(sources.contains("\"\(name)\""), "\(file.path): \(name)")
                count += 1
            }
        }
        #expect(count > 40)
    }

    @Test func `the dashboard is JSON whose panels lie beside each other`() throws {
        let file = try #require(
            try Project.files(in: "deploy/prometheus", ending: ["dashboard.json"]).first)
        let object = try JSONSerialization.jsonObject(with: Data(file.text.utf8))
        let board = try #require(object as? [String: Any])
        let panels = try #require(board["panels"] as? [[String: Any]])
        var taken: Set<[Int]> = []
        for panel in panels {
            let place = try #require(panel["gridPos"] as? [String: Int])
            let (x, y) = (place["x"] ?? 0, place["y"] ?? 0)
            for column in x..<x + (place["w"] ?? 0) {
                #expect(column < 24)
                for row in y..<y + (place["h"] ?? 0) {
                    #expect(
                        taken.insert([column, row]).inserted, "two panels at \(column), \(row)")
                }
            }
        }
        #expect(panels.count > 5)
    }

    @Test func `the container has what the programs link, and no more rights than it needs`() throws
    {
        let files = try Project.files(in: "deploy/container", ending: ["Containerfile", ".yaml"])
        let container = try #require(files.first { $0.path.hasSuffix("Containerfile") }).text
        for package in ["libpq", "libcurl4", "zlib1g", "libexpat1", "libssl"] {
            #expect(
                container.matches(of: try Regex("\\b\(package)[a-z0-9-]*")).count >= 2, "\(package)"
            )
        }
        #expect(container.contains("\nUSER 10001:10001\n"))
        let stages = container.matches(of: /\nFROM ([^ \n]+)/).map { String($0.1) }
        #expect(
            stages.count == 2 && stages.allSatisfy { $0.contains(":") && !$0.contains("latest") })
    }
}
