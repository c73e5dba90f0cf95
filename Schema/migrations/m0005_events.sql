-- Events: the log itself. The entry is the event; every other column is a copy for an index, and
-- verification recomputes it from the entry's bytes.
--
-- The keys hold no ledger_id: one ledger lives in one schema, so it would widen every index for
-- nothing. Two of the three contain the stream; position stands alone, for one order of all.
-- The source key comes before the stream in its index: with the stream first, the planner, which
-- knows nothing of a young table, took that index to look for a version and read the whole stream
-- for it at every append. A key alone finds its event as well.
CREATE TABLE annals.events (
    position    bigint      NOT NULL UNIQUE,
    stream_id   bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    version     integer     NOT NULL,
    ledger_id   smallint    NOT NULL DEFAULT 1,
    type        text        NOT NULL COLLATE "C",
    source_key  text        NOT NULL COLLATE "C",
    entry       bytea       NOT NULL,
    PRIMARY KEY (stream_id, version),
    UNIQUE (source_key, stream_id)
);

COMMENT ON TABLE annals.events IS 'The append-only log, one row an event.';
COMMENT ON COLUMN annals.events.position IS 'The place in the whole log, dense from 1.';
COMMENT ON COLUMN annals.events.stream_id IS 'The stream, as annals.streams numbers it.';
COMMENT ON COLUMN annals.events.recorded_at IS 'When it was recorded; rises with position.';
COMMENT ON COLUMN annals.events.version IS 'The place in the stream, dense from 1.';
COMMENT ON COLUMN annals.events.ledger_id IS 'Always 1 today; see DESIGN, day-one rules.';
COMMENT ON COLUMN annals.events.type IS 'The type: filing.listed.';
COMMENT ON COLUMN annals.events.source_key IS 'The source''s own identity for the fact.';
COMMENT ON COLUMN annals.events.entry IS
    'The event as one CloudEvents 1.0 object in RFC 8785 form, at most 65,535 bytes.';

ALTER TABLE annals.events ALTER COLUMN entry SET STORAGE EXTERNAL;

GRANT SELECT ON annals.events TO annals_reader, annals_projector, annals_writer;
GRANT INSERT ON annals.events TO annals_writer;
