-- The head: one row that says how long the log is, and whose lock orders every append.
--
-- An append updates this row first and holds it to its commit, so positions are dense, commit
-- order is position order, and recorded time rises. It is the only lock an append takes, so
-- appends cannot deadlock: a stream's version is read from the index events_pkey under this lock.
-- The design's first draft also locked a row for every stream, in sorted order, and kept the
-- version there; measured, the further update cost a tenth of a single append and bought nothing,
-- since the head serialises appends anyway.
CREATE TABLE annals.head (
    ledger_id   smallint    NOT NULL DEFAULT 1 PRIMARY KEY,
    position    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    streams     bigint      NOT NULL
) WITH (fillfactor = 10);

COMMENT ON TABLE annals.head IS 'How long the log is; its one row is locked by every append.';
COMMENT ON COLUMN annals.head.ledger_id IS 'Always 1 today; see DESIGN, day-one rules.';
COMMENT ON COLUMN annals.head.position IS 'The position of the last event; 0 when there is none.';
COMMENT ON COLUMN annals.head.recorded_at IS 'The recorded time of the last event.';
COMMENT ON COLUMN annals.head.streams IS 'How many streams there are; their ids are 1 to this.';

INSERT INTO annals.head (position, recorded_at, streams) VALUES (0, '1970-01-01 00:00:00+00', 0);

GRANT SELECT ON annals.head TO annals_reader, annals_projector, annals_writer;
GRANT UPDATE (position, recorded_at, streams) ON annals.head TO annals_writer;
