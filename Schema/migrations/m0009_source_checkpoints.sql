-- Source checkpoints: what each part of a source last gave, so that the same is recognized.
--
-- Written in the transaction of the last events that the part gave rise to. Not history, which is
-- in the log's run.finished events: a row is replaced at every reading. What is lost with the table
-- is the time to read everything again, and from where on a feed or a stream is to be read: a gap
-- that the daily lists close.
CREATE TABLE annals.source_checkpoints (
    ledger_id     smallint    NOT NULL DEFAULT 1,
    source        text        NOT NULL COLLATE "C",
    part          text        NOT NULL COLLATE "C",
    sha256        bytea,
    entity_tag    text,
    last_modified text,
    observed_on   date,
    read_at       timestamptz NOT NULL,
    state         text        NOT NULL DEFAULT '{}',
    PRIMARY KEY (source, part)
);

COMMENT ON TABLE annals.source_checkpoints IS 'What each part of a source last gave.';
COMMENT ON COLUMN annals.source_checkpoints.ledger_id IS 'Always 1 today; see DESIGN.';
COMMENT ON COLUMN annals.source_checkpoints.source IS 'The source: edgar-index.';
COMMENT ON COLUMN annals.source_checkpoints.part IS 'What of it: 2020-Q1/master.';
COMMENT ON COLUMN annals.source_checkpoints.sha256 IS 'Of the document last read whole.';
COMMENT ON COLUMN annals.source_checkpoints.entity_tag IS 'Of that answer, for If-None-Match.';
COMMENT ON COLUMN annals.source_checkpoints.last_modified IS 'The same for If-Modified-Since.';
COMMENT ON COLUMN annals.source_checkpoints.observed_on IS 'The day for which it spoke.';
COMMENT ON COLUMN annals.source_checkpoints.read_at IS 'When it was read, by our clock.';
COMMENT ON COLUMN annals.source_checkpoints.state IS 'What the walk wants to know next; JSON.';

GRANT SELECT ON annals.source_checkpoints TO annals_reader, annals_projector;
GRANT SELECT, INSERT, UPDATE, DELETE ON annals.source_checkpoints TO annals_writer;
