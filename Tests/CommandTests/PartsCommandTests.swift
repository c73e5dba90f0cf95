import CanonicalJSON
import Foundation
import Postgres
import Testing

/// What is attached to events can be erased, and every proof stays.
@Suite struct PartsCommandTests {
    @Test func `a part is attached, read, erased, and its erasure told`() async throws {
        try await withPlace { place in
            let text = try place.write("the name of a person", to: "note.txt")
            let attached = try await place.annals(
                "attach", "F9", text, "--media-type", "text/plain", "--actor", "ann")
            #expect(attached.status == 0, attached.story)
            let checkpoint = try await place.annals("checkpoint")
            #expect(checkpoint.status == 0, checkpoint.story)
            // A later version of the claim takes nothing away.
            #expect(
                try await place.annals("correct", "F9", "--unit", "wafers", "--reason", "r").status
                    == 0)
            let got = try await place.annals("parts", "F9", "--get", "note.txt")
            #expect(got.output == "the name of a person", got.story)
            let before = try await place.annals("verify", "--format", "json")
            #expect(try before.json()["parts"] == 1 && before.status == 0, before.story)

            let unreasoned = try await place.annals("erase", "F9", "note.txt", "--reason", " ")
            #expect(unreasoned.status == 64, unreasoned.story)
            let unknown = try await place.annals("erase", "F9", "other", "--reason", "r")
            #expect(
                unknown.status == 64 && unknown.errors.contains("it has note.txt"), unknown.story)
            let erased = try await place.annals(
                "erase", "F9", "note.txt", "--reason", "asked for by the person", "--actor", "bob")
            #expect(erased.status == 0, erased.story)
            let gone = try await place.annals("parts", "F9", "--get", "note.txt")
            #expect(gone.status == 1 && gone.errors.contains("by bob"), gone.story)
            let list = try await place.annals("parts", "F9", "--format", "json")
            let part = try #require(try list.records().first)
            #expect(part["state"] == "erased" && part["erasedBy"] == "bob")
            #expect(part["reason"] == "asked for by the person")
            // Once more is no harm, and every proof holds.
            #expect(
                try await place.annals("erase", "F9", "note.txt", "--reason", "r").status == 0)
            let after = try await place.annals("verify", "--format", "json")
            #expect(after.status == 0, after.story)
            #expect(try after.json()["parts"] == 0)
            #expect(after.output.contains("asked for by the person"), after.story)
            #expect(try await place.annals("prove", "3").status == 0)
            let old = try place.write(checkpoint.output, to: "old")
            #expect(try await place.annals("checkpoint").status == 0)
            #expect(try await place.annals("prove", "--consistency", old).status == 0)
            // The same text twice has two digests.
            _ = try await place.annals("attach", "F9", text)
            _ = try await place.annals("attach", "F9", text, "--name", "again")
            let digests = try await place.annals("parts", "F9", "--format", "json").records()
                .compactMap { $0["digest"]?.stringValue }
            #expect(Set(digests).count == 3)
        }
    }

    @Test func `a part that goes or changes untold is found`() async throws {
        try await withPlace { place in
            let text = try place.write("a licensed text", to: "note.txt")
            #expect(try await place.annals("attach", "F9", text).status == 0)
            let connection = try await Connection(place.ledger.url)
            let refused = await #expect(throws: DatabaseError.self) {
                try await connection.execute("DELETE FROM annals.parts")
            }
            #expect(refused?.sqlState?.rawValue == "AN004")
            try await connection.script(
                """
                SET session_replication_role = replica;
                ALTER TABLE annals.parts DROP CONSTRAINT parts_check;
                UPDATE annals.parts SET part = 'another text'::bytea
                """)
            let changed = try await place.annals("verify")
            #expect(changed.status == 1 && changed.output.contains("other bytes"), changed.story)
            try await connection.script("DELETE FROM annals.parts")
            let gone = try await place.annals("verify")
            #expect(
                gone.status == 1 && gone.output.contains("no event says who erased it"), gone.story)
            await connection.close()
        }
    }
}
