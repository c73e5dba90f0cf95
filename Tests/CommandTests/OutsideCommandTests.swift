import CanonicalJSON
import Foundation
import Postgres
import TestSupport
import Testing

/// What others than the log's owner have a part in: witnesses, time-stamp authorities, who looks.
@Suite struct OutsideCommandTests {
    @Test func `a witness cosigns one history, and its word is asked for`() async throws {
        try await withPlace { place in
            let state = place.folder + "/witness"
            let made = try await Run(
                Program(["key", "witness.example/north", "--state", state], of: Programs.witness))
            #expect(made.status == 0, made.story)
            let witness = try Program(
                ["serve", "--state", state, "--log", place.key, "--port", "0"], of: Programs.witness
            )
            let address = try await witness.firstLine(containing: "http://")
            let url = try #require(
                address.split(separator: " ").last?.split(separator: "/add-checkpoint").first)
            let key = try #require(made.lines.first)
            let policy = try place.write(
                "log \(place.key)\nwitness north \(key) \(url)\nquorum north\n", to: "policy")
            let cosigned = try await place.annals("checkpoint", "--policy", policy)
            #expect(cosigned.status == 0, cosigned.story)
            #expect(cosigned.lines.last?.hasPrefix("\u{2014} witness.example/north ") == true)
            let file = try place.write(cosigned.output, to: "cosigned")
            let held = try await place.verify("checkpoint", file, "--policy", policy)
            #expect(held.status == 0 && held.output.contains("which saw it"), held.story)
            // A second one, and the quorum is missed when the witness is gone.
            #expect(try await place.annals("retract", "F9", "--reason", "r").status == 0)
            #expect(try await place.annals("checkpoint", "--policy", policy).status == 0)
            witness.interrupt(with: SIGTERM)
            _ = try await Run(witness)
            #expect(try await place.annals("reinstate", "F9", "--reason", "r").status == 0)
            let alone = try await place.annals("checkpoint", "--policy", policy)
            #expect(alone.status == 69, alone.story)
            #expect(alone.errors.contains("The quorum is not met"), alone.story)
            let unmet = try place.write(alone.output, to: "alone")
            #expect(try await place.verify("checkpoint", unmet, "--policy", policy).status == 1)
            #expect(
                try await place.verify("checkpoint", unmet, "--key", place.key).status == 0)
        }
    }

    /// An authority of our own, in the five lines that openssl asks for.
    private static let authority = """
        openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=ca -keyout ca.key -out ca.pem
        openssl req -newkey rsa:2048 -nodes -subj /CN=tsa -keyout tsa.key -out tsa.csr
        printf 'extendedKeyUsage=critical,timeStamping\n' > ext
        openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile ext \
            -out tsa.pem
        printf '[t]\ndefault_tsa=c\n[c]\nserial=serial\ncrypto_device=builtin\nsigner_cert=tsa.pem\n\
        signer_key=tsa.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\n\
        accuracy=secs:1\nclock_precision_digits=0\nordering=no\ntsa_name=no\ness_cert_id_chain=no\n' \
            > conf
        echo 01 > serial
        """

    @Test func `an authority says when it saw a checkpoint`() async throws {
        try await withPlace { place in
            let folder = place.folder
            _ = try shell("cd '\(folder)' && \(Self.authority)")
            #expect(try await place.annals("checkpoint").status == 0)
            try await withHTTPServer { request in
                let query = folder + "/query"
                try? Data(request.body).write(to: URL(fileURLWithPath: query))
                _ = try? shell(
                    "cd '\(folder)' && openssl ts -reply -config conf -section c -queryfile query "
                        + "-out reply")
                let reply =
                    (try? Data(contentsOf: URL(fileURLWithPath: folder + "/reply"))) ?? Data()
                return HTTPServerResponse(status: 200, body: Array(reply))
            } body: { server in
                let stamp = try await place.annals(
                    "stamp", "--authority", server.url, "--ca", folder + "/ca.pem", "--write",
                    folder + "/stamp", "--format", "json")
                #expect(stamp.status == 0, stamp.story)
                #expect(try stamp.records().count == 1)
                #expect(server.requests[0].headers["content-type"] == "application/timestamp-query")
                let other = try await place.annals(
                    "stamp", "--authority", server.url, "--ca", folder + "/tsa.key")
                #expect(other.status != 0, other.story)
            }
            let checked = try shell(
                "cd '\(folder)' && openssl ts -verify -data stamp.txt -in stamp.tsr -CAfile ca.pem")
            #expect(checked.contains("Verification: OK"))
            let verified = try await place.annals("verify", "--format", "json")
            #expect(try verified.json()["stamps"] == 1, verified.story)
            #expect(try await place.annals("export", folder + "/export").status == 0)
            _ = try shell(
                "cd '\(folder)/export/stamps' && openssl ts -verify -data *.txt -in *.tsr "
                    + "-CAfile ../../ca.pem")
            let connection = try await Connection(place.ledger.url)
            try await connection.script(
                "SET session_replication_role = replica; "
                    + "UPDATE annals.log_stamps SET reply = set_byte(reply, 60, 1)")
            await connection.close()
            let altered = try await place.annals("verify")
            #expect(altered.status == 1 && altered.output.contains("time stamp"), altered.story)
        }
    }

    @Test func `who looked is remembered where that is asked for`() async throws {
        try await withPlace { place in
            #expect(try await place.annals("checkpoint").status == 0)
            let runs = [
                try await place.annals("prove", "3"),
                try await place.annals(
                    "prove", "3", "--log-access", "--actor", "auditor", "--purpose", "inquiry 7"),
                try await place.annals("export", place.folder + "/out", "--log-access"),
                try await place.annals(
                    "dossier", "innotron", "-o", place.folder + "/d", "--log-access"),
            ]
            for run in runs { #expect(run.status == 0, run.story) }
            #expect(try await place.annals("prove", "3", "--actor", "auditor").status == 64)
            let log = try await place.annals("log", "--type", "log.accessed", "--format", "json")
            let records = try log.records()
            #expect(
                records.compactMap { $0["data"]?["what"]?.stringValue }
                    == ["proof", "export", "dossier"])
            #expect(records.first?["recordedBy"] == "auditor")
            #expect(records.first?["data"]?["purpose"] == "inquiry 7")
            #expect(try await place.annals("verify").status == 0)
        }
    }
}
