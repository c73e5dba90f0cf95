-- Log stamps: when somebody outside saw a checkpoint, in the words of a time-stamp authority.
--
-- A reply is as the authority sent it (RFC 3161, TimeStampResp); it is over the checkpoint's text,
-- origin, size and root, a line each.
CREATE TABLE annals.log_stamps (
    size       bigint      NOT NULL REFERENCES annals.log_checkpoints,
    number     integer     NOT NULL,
    ledger_id  smallint    NOT NULL DEFAULT 1,
    authority  text        NOT NULL,
    stamped_at timestamptz NOT NULL,
    reply      bytea       NOT NULL,
    PRIMARY KEY (size, number)
);

COMMENT ON TABLE annals.log_stamps IS 'Time stamps of checkpoints.';
COMMENT ON COLUMN annals.log_stamps.size IS 'Which checkpoint.';
COMMENT ON COLUMN annals.log_stamps.number IS 'The place among its stamps, from 1.';
COMMENT ON COLUMN annals.log_stamps.ledger_id IS 'Always 1 today; see DESIGN.';
COMMENT ON COLUMN annals.log_stamps.authority IS 'Whom we asked.';
COMMENT ON COLUMN annals.log_stamps.stamped_at IS 'The time that the stamp says.';
COMMENT ON COLUMN annals.log_stamps.reply IS 'The reply, DER.';

CREATE TRIGGER log_stamps_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON annals.log_stamps
    FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
COMMENT ON TRIGGER log_stamps_stay ON annals.log_stamps IS 'What was stamped stays.';

GRANT SELECT ON annals.log_stamps TO annals_reader, annals_projector, annals_writer;
GRANT INSERT ON annals.log_stamps TO annals_writer;
