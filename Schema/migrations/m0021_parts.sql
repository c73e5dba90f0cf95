-- Parts: documents and texts that may have to go again, outside the entries, by salted digest.
--
-- The entry that attaches a part holds SHA-256(salt ‖ part), salt of 32 random bytes: with the part its
-- salt goes, and nobody can find out from the digest what it was. Every proof stays valid.
CREATE TABLE annals.parts (
    digest    bytea    NOT NULL PRIMARY KEY,
    ledger_id smallint NOT NULL DEFAULT 1,
    salt      bytea    NOT NULL CHECK (octet_length(salt) = 32),
    part      bytea    NOT NULL,
    CHECK (digest = sha256(salt || part))
);

COMMENT ON TABLE annals.parts IS 'What is attached to events and may be erased.';
COMMENT ON COLUMN annals.parts.digest IS 'SHA-256 of the salt and the part, as the entry has it.';
COMMENT ON COLUMN annals.parts.ledger_id IS 'Always 1 today; see DESIGN, day-one rules.';
COMMENT ON COLUMN annals.parts.salt IS '32 random bytes.';
COMMENT ON COLUMN annals.parts.part IS 'The bytes.';

CREATE TRIGGER parts_stay BEFORE UPDATE OR TRUNCATE ON annals.parts
    FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
COMMENT ON TRIGGER parts_stay ON annals.parts IS 'A part is there as it was, or erased.';

GRANT SELECT ON annals.parts TO annals_reader, annals_projector, annals_writer;
GRANT INSERT, DELETE ON annals.parts TO annals_writer;
