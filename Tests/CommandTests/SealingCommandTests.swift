import CanonicalJSON
import EventStorage
import Filings
import Foundation
import Postgres
import TestSupport
import Testing

/// Keys, checkpoints, proofs, exports and witnesses through the public programs.
@Suite struct SealingCommandTests {
    @Test func `a log is signed, verified, proved and handed over`() async throws {
        try await withPlace { place in
            let early = try await place.annals("prove", "3")
            #expect(early.status == 64, early.story)
            #expect(early.errors.contains("Nothing was signed yet"))
            let checkpoint = try await place.annals("checkpoint")
            #expect(checkpoint.status == 0, checkpoint.story)
            let old = try place.write(checkpoint.output, to: "old")

            let whole = try await place.annals("verify", "--format", "json")
            #expect(whole.status == 0, whole.story)
            #expect(try whole.json()["good"] == true)
            #expect(try whole.json()["checkpoints"] == 1)
            let more = try await place.annals("retract", "F9", "--reason", "r")
            #expect(more.status == 0, more.story)
            #expect(try await place.annals("verify", "--incremental").status == 0)
            #expect(try await place.annals("verify", "--sample", "10").status == 0)

            // The retraction is behind the checkpoint.
            let behind = try await place.annals("prove", "innotron/F9")
            #expect(behind.status == 64, behind.story)
            #expect(try await place.annals("checkpoint", "--newest").output == checkpoint.output)
            #expect(try await place.annals("checkpoint").status == 0)
            let list = try await place.annals("checkpoint", "--list", "5", "--format", "json")
            #expect(try list.records().count == 2)

            let entry = place.folder + "/entry"
            let proof = try await place.annals("prove", "3", "--entry", entry)
            #expect(proof.status == 0, proof.story)
            let file = try place.write(proof.output, to: "proof")
            let held = try await place.verify("proof", file, "--entry", entry, "--key", place.key)
            #expect(held.status == 0 && held.output.contains("position 3 of"), held.story)
            let other = try await place.verify("proof", file, "--entry", old, "--key", place.key)
            #expect(other.status == 1, other.story)

            let consistency = try await place.annals("prove", "--consistency", old)
            let continuation = try place.write(consistency.output, to: "continuation")
            let continued = try await place.verify(
                "continuation", continuation, "--older", old, "--key", place.key)
            #expect(continued.status == 0, continued.story)

            let export = place.folder + "/export"
            #expect(try await place.annals("export", export).status == 0)
            let exported = try await place.verify(
                "export", export, "--key", place.key, "--older", old)
            #expect(exported.status == 0 && exported.output.contains("continues"), exported.story)
            let untrusted = try await place.verify("export", export)
            #expect(untrusted.status == 64, untrusted.story)
        }
    }

    @Test func `a dossier proves each of its events, and how far they reach`() async throws {
        try await withPlace { place in
            let early = place.folder + "/early"
            let now = ["--now", "2026-11-26T12:00:00Z"]
            let unsealed = try await place.annals(
                "dossier", "innotron", now[0], now[1], "-o", early)
            #expect(unsealed.status == 0, unsealed.story)
            #expect(try await place.verify("dossier", early, "--key", place.key).status == 65)
            #expect(try await place.annals("checkpoint").status == 0)
            let whole = place.folder + "/whole"
            #expect(
                try await place.annals("dossier", "innotron", now[0], now[1], "-o", whole).status
                    == 0)
            let held = try await place.verify("dossier", whole, "--key", place.key)
            #expect(
                held.status == 0 && held.output.contains("complete: the log signed"), held.story)
            // Later there are more checkpoints; the same position gives the same bytes.
            #expect(try await place.annals("retract", "F9", "--reason", "r").status == 0)
            #expect(try await place.annals("checkpoint").status == 0)
            let again = place.folder + "/again"
            let position = try String(contentsOfFile: whole + "/README.txt", encoding: .utf8)
                .split(separator: "--at-position ")[1].prefix { $0.isNumber }
            let second = try await place.annals(
                "dossier", "innotron", "--at-position", String(position), now[0], now[1], "-o",
                again)
            #expect(second.status == 0, second.story)
            _ = try shell("diff -r '\(whole)' '\(again)'")
            for change in [
                "sed -i 's/Innotron/Innotrom/' events.jsonl",
                "sed -i '3d' events.jsonl; sed -i '3d' proofs.txt",
                "sed -i 's/^1 /2 /' proofs.txt", "sed -i 's/^5[0-9]$/99/' stream-head",
            ] {
                let copy = place.folder + "/copy"
                _ = try shell(
                    "rm -rf '\(copy)'; cp -r '\(whole)' '\(copy)'; cd '\(copy)'; \(change); "
                        + "sha256sum $(cut -c67- SHA256SUMS) > sums; mv sums SHA256SUMS")
                let found = try await place.verify("dossier", copy, "--key", place.key)
                #expect(
                    found.status != 0 || found.output.contains("a selection"),
                    "\(change) \(found.output)")
            }
        }
    }

    @Test func `an export that was killed goes on where it was`() async throws {
        try await withPlace { place in
            let pool = Pool(place.ledger.url, size: 2)
            let store = EventStore(pool)
            let parts = (0..<200).map { stream in
                AppendRequest.Part(
                    (0..<1_000).map { number in
                        NewEvent(
                            id: "bulk:\(stream):\(number)", source: "test:",
                            event: .unknown(type: "test.counted", data: [:]))
                    }, to: StreamName(stored: "company-bulk-\(stream)"))
            }
            _ = try await store.bulkAppend(parts, by: "tester")
            await pool.close()
            #expect(try await place.annals("checkpoint").status == 0)
            let export = place.folder + "/export"
            let program = try Program(
                ["export", export],
                environment: [
                    "ANNALS_DATABASE_URL": place.ledger.url,
                    "ANNALS_KEY_FOLDER": place.folder + "/keys",
                ])
            while !FileManager.default.fileExists(atPath: export + "/.progress") {
                try await Task.sleep(for: .milliseconds(5))
            }
            program.interrupt(with: SIGKILL)
            #expect(try await Run(program).status == 128 + SIGKILL)
            #expect(!FileManager.default.fileExists(atPath: export + "/checkpoint"))
            let again = try await place.annals("export", export)
            #expect(again.status == 0, again.story)
            // Of 200,101 events at least one piece was there.
            #expect(!again.errors.contains("200101 new"), again.story)
            let held = try await place.verify("export", export, "--key", place.key)
            #expect(held.status == 0, held.story)
            let shown = try await place.annals("show", "3", "--fields", "proof")
            #expect(shown.output.contains("signed: annals prove 3"), shown.story)
        }
    }

    @Test func `what was altered is named, and nothing more is written`() async throws {
        try await withPlace { place in
            #expect(try await place.annals("checkpoint").status == 0)
            let connection = try await Connection(place.ledger.url)
            try await connection.script(
                """
                SET session_replication_role = replica;
                UPDATE annals.events SET entry = set_byte(entry, 30, get_byte(entry, 30) # 1)
                WHERE position = 20;
                UPDATE annals.tree SET root = sha256(root)
                """)
            await connection.close()
            let found = try await place.annals("verify", "--format", "json")
            #expect(found.status == 1, found.story)
            #expect(try found.json()["good"] == false)
            #expect(found.output.contains("\"position\":"))
            let refused = try await place.annals("retract", "F9", "--reason", "r")
            #expect(refused.status == 1 && refused.errors.contains("altered"), refused.story)
            #expect(try await place.annals("checkpoint").status == 1)
        }
    }

    @Test func `a restored older backup is refused with the ways out`() async throws {
        try await withPlace { place in
            #expect(try await place.annals("checkpoint").status == 0)
            let server = try await Connection(try testServerURL())
            let own = try #require(
                place.ledger.url.split(separator: "?").first?.split(separator: "/").last)
            let name = "scratch_backup_" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
            try await server.execute(
                "CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: String(own))")
            let backup = SealedPlace(
                ledger: SampleLedger(url: databaseURL(place.ledger.url, database: name)),
                folder: place.folder, key: place.key)
            // The log goes on; who signed the backup as well would sign a fork.
            #expect(try await place.annals("retract", "F9", "--reason", "r").status == 0)
            #expect(try await place.annals("checkpoint").status == 0)
            let unwritten = try await backup.annals("retract", "F2", "--reason", "r")
            #expect(unwritten.status == 1, unwritten.story)
            let refused = try await backup.annals("checkpoint")
            #expect(refused.status == 1, refused.story)
            #expect(refused.errors.contains("Restore the newer state"), refused.story)
            // The way out that it names, for a newer state that is lost.
            let unnamed = try await backup.annals(
                "checkpoint", "--origin", "log.example/second", "--reopen", "--reason", "lost")
            #expect(unnamed.status == 64, unnamed.story)
            #expect(try await backup.annals("key", "create", "log.example/second").status == 0)
            let other = try await backup.annals("checkpoint", "--origin", "log.example/second")
            #expect(other.status == 64, other.story)
            let reopened = try await backup.annals(
                "checkpoint", "--origin", "log.example/second", "--reopen", "--reason",
                "the newer state is lost")
            #expect(reopened.status == 0, reopened.story)
            #expect(reopened.lines.first == "log.example/second")
            let names = try await backup.annals("log", "--type", "log.reopened", "--format", "json")
            let data = try #require(try names.records().first?["data"])
            #expect(data["formerOrigin"] == "log.example/annals")
            #expect(data["formerCheckpoint"]?.stringValue?.contains("\n102\n") == true)
            #expect(try await backup.annals("checkpoint").status == 0)
            #expect(try await backup.annals("verify").status == 0)
            try await server.execute("DROP DATABASE \(identifier: name) WITH (FORCE)")
            await server.close()
        }
    }

    @Test func `keys are made once, shown and changed`() async throws {
        try await withPlace { place in
            let again = try await place.annals("key", "create", "log.example/annals")
            #expect(again.status == 64, again.story)
            let bad = try await place.annals("key", "create", "two words")
            #expect(bad.status == 65 && bad.errors.contains("no key name"), bad.story)
            #expect(try await place.annals("checkpoint").status == 0)
            let new = try await place.annals("key", "rotate", "log.example/annals")
            #expect(new.status == 0 && new.lines.first.map(String.init) != place.key, new.story)
            let shown = try await place.annals("key", "show", "--format", "json")
            let signs = try shown.records().map { $0["signs"] }
            #expect(signs == [false, true])
            let signed = try await place.annals("checkpoint")
            #expect(signed.lines.filter { $0.hasPrefix("\u{2014}") }.count == 2, signed.story)
            let verified = try await place.annals("verify", "--key", place.key)
            #expect(verified.status == 0, verified.story)
            for run in [shown, signed, verified] {
                #expect(!run.output.contains("PRIVATE") && !run.errors.contains("PRIVATE"))
            }
            let fromEnvironment = try await place.ledger.annals(
                "checkpoint",
                environment: [
                    "ANNALS_KEY_FOLDER": place.folder + "/other",
                    "ANNALS_SIGNING_KEY": "PRIVATE+KEY+x",
                ])
            #expect(fromEnvironment.status == 65, fromEnvironment.story)
            #expect(!fromEnvironment.errors.contains("PRIVATE+KEY+x"))
        }
    }
}
