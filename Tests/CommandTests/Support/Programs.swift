import Foundation

/// The checkout that these tests are part of, and the programs built with them.
enum Programs {
    /// The root folder; links resolved, so that it is found from wherever the tests were built.
    static let root: String = {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        return (0..<4).reduce(here) { url, _ in url.deletingLastPathComponent() }.path
    }()

    /// `annals` as it was built together with these tests, in the folder of their bundle.
    static let annals = named("annals")
    static let verify = named("annals-verify")
    static let witness = named("annals-witness")
    static let service = named("annalsd")

    /// Where `deploy/test` has put it, else of the path.
    static let schemathesis =
        ProcessInfo.processInfo.environment["ANNALS_SCHEMATHESIS"] ?? "schemathesis"

    private static func named(_ name: String) -> URL {
        let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: tests ?? CommandLine.arguments[0])
            .deletingLastPathComponent().appendingPathComponent(name)
    }

    static let sample = root + "/deploy/samples/innotron.yaml"
    static let appleFile = root + "/deploy/samples/edgar/apple-submissions.json"
}
