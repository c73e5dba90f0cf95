import CanonicalJSON
import Foundation
import Testing

/// The description at /openapi.json, held against the running service.
@Suite struct ServiceDescriptionTests {
    /// `schemathesis` asks everything that the description allows and much that it does not.
    ///
    /// Of its checks one is left out: that whatever each parameter's schema allows is taken. That
    /// `from` lies before `to` no schema of a single parameter can say.
    @Test func `the service does what its description says`() async throws {
        try await withService("--rate", "0") { service in
            for role in ["auditor", "recorder"] {
                let token = try await service.token(role, "--role", role)
                let result = try await Shell.run(
                    """
                    cd "$(mktemp -d)" && '\(Programs.schemathesis)' run \
                    '\(service.address)/openapi.json' --phases=coverage,fuzzing --max-examples=5 --seed 7 \
                    --exclude-checks positive_data_acceptance --no-color \
                    --header 'Authorization: Bearer \(token)'
                    """, environment: ["HOME": "/tmp", "LANG": "C.UTF-8"])
                #expect(result.status == 0, "\(result.output.suffix(3_000)) \(result.errors)")
                #expect(result.output.contains("Tested: "), "\(result.output.suffix(500))")
            }
        }
    }

    @Test func `every resource is in it, with its parameters`() async throws {
        try await withService { service in
            let document = try await service.ask("/openapi.json").json()
            #expect(document["openapi"] == "3.1.0")
            let timeline = document["paths"]?["/companies/{company}/timeline"]?["get"]
            let names = timeline?["parameters"]?.arrayValue?.compactMap { $0["name"]?.stringValue }
            for name in ["company", "asOf", "recordedBy", "atPosition", "kind", "cursor", "format"]
            {
                #expect(names?.contains(name) == true, "\(name)")
            }
        }
    }
}
