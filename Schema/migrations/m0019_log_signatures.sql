-- Log signatures: the signature lines of checkpoints, the log's own and those of witnesses.
--
-- A line is as C2SP signed-note has it, without its line break.
CREATE TABLE annals.log_signatures (
    size      bigint      NOT NULL REFERENCES annals.log_checkpoints,
    number    integer     NOT NULL,
    ledger_id smallint    NOT NULL DEFAULT 1,
    line      text        NOT NULL COLLATE "C",
    added_at  timestamptz NOT NULL,
    PRIMARY KEY (size, number),
    UNIQUE (size, line)
);

COMMENT ON TABLE annals.log_signatures IS 'The signatures under checkpoints.';
COMMENT ON COLUMN annals.log_signatures.size IS 'Which checkpoint.';
COMMENT ON COLUMN annals.log_signatures.number IS 'The place under it, from 1.';
COMMENT ON COLUMN annals.log_signatures.ledger_id IS 'Always 1 today; see DESIGN.';
COMMENT ON COLUMN annals.log_signatures.line IS 'The line: a dash, the key''s name, base64.';
COMMENT ON COLUMN annals.log_signatures.added_at IS 'When we got it, by our clock.';

CREATE TRIGGER log_signatures_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON annals.log_signatures
    FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
COMMENT ON TRIGGER log_signatures_stay ON annals.log_signatures IS 'What is signed stays.';

GRANT SELECT ON annals.log_signatures TO annals_reader, annals_projector, annals_writer;
GRANT INSERT ON annals.log_signatures TO annals_writer;
