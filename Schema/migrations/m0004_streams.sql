-- Streams: the name of each and the number that stands for it in keys.
CREATE TABLE annals.streams (
    stream_id bigint   NOT NULL PRIMARY KEY,
    ledger_id smallint NOT NULL DEFAULT 1,
    name      text     NOT NULL COLLATE "C" UNIQUE
);

COMMENT ON TABLE annals.streams IS 'One row a stream: one company''s, register''s or calendar''s.';
COMMENT ON COLUMN annals.streams.stream_id IS 'Dense from 1, given under the head''s lock.';
COMMENT ON COLUMN annals.streams.ledger_id IS 'Always 1 today; see DESIGN, day-one rules.';
COMMENT ON COLUMN annals.streams.name IS 'company-cik-0000320193; never changed.';

GRANT SELECT ON annals.streams TO annals_reader, annals_projector, annals_writer;
GRANT INSERT ON annals.streams TO annals_writer;
