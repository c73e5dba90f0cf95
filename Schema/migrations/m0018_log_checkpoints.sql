-- Log checkpoints: every state of the log that was signed, kept for ever.
--
-- One for a size: who signs inserts under the tree's lock, so that two processes cannot sign two
-- trees of one size. The text that is signed is origin, size and root in base64, a line each (C2SP
-- tlog-checkpoint); the signatures are lines of their own table.
CREATE TABLE annals.log_checkpoints (
    size      bigint      NOT NULL PRIMARY KEY,
    ledger_id smallint    NOT NULL DEFAULT 1,
    origin    text        NOT NULL COLLATE "C",
    root      bytea       NOT NULL CHECK (octet_length(root) = 32),
    signed_at timestamptz NOT NULL
);

COMMENT ON TABLE annals.log_checkpoints IS 'The states of the log that were signed.';
COMMENT ON COLUMN annals.log_checkpoints.size IS 'How many entries the log had.';
COMMENT ON COLUMN annals.log_checkpoints.ledger_id IS 'Always 1 today; see DESIGN.';
COMMENT ON COLUMN annals.log_checkpoints.origin IS 'The log''s name, and its key''s.';
COMMENT ON COLUMN annals.log_checkpoints.root IS 'The root hash of those entries.';
COMMENT ON COLUMN annals.log_checkpoints.signed_at IS 'By our clock; nobody vouches for it.';

CREATE TRIGGER log_checkpoints_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON annals.log_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
COMMENT ON TRIGGER log_checkpoints_stay ON annals.log_checkpoints IS 'What is signed stays.';

GRANT SELECT ON annals.log_checkpoints TO annals_reader, annals_projector, annals_writer;
GRANT INSERT ON annals.log_checkpoints TO annals_writer;
