-- Source listings: what each list of a register held when it was last read whole, so that rows
-- which were there are told from new ones without a look at the log, and what vanished is noticed.
--
-- Written with the checkpoint of the document. Without a row nothing can be said to have vanished.
CREATE TABLE annals.source_listings (
    ledger_id   smallint    NOT NULL DEFAULT 1,
    name        text        NOT NULL COLLATE "C" PRIMARY KEY,
    read_at     timestamptz NOT NULL,
    observed_on date,
    first_day   date,
    last_day    date,
    rows        bigint      NOT NULL,
    hashes      bytea       NOT NULL,
    keys        bytea       NOT NULL,
    gone        text[]      NOT NULL DEFAULT '{}'
);

COMMENT ON TABLE annals.source_listings IS 'What each list of a register last held.';
COMMENT ON COLUMN annals.source_listings.ledger_id IS 'Always 1 today; see DESIGN.';
COMMENT ON COLUMN annals.source_listings.name IS 'The list: edgar-index 2020-Q1.';
COMMENT ON COLUMN annals.source_listings.read_at IS 'When it was read, by our clock.';
COMMENT ON COLUMN annals.source_listings.observed_on IS 'The day for which it was so.';
COMMENT ON COLUMN annals.source_listings.first_day IS 'The first filing day it is of; NULL: all.';
COMMENT ON COLUMN annals.source_listings.last_day IS 'The last one.';
COMMENT ON COLUMN annals.source_listings.rows IS 'How many distinct rows it had.';
COMMENT ON COLUMN annals.source_listings.hashes IS 'Eight bytes for each row''s content, sorted.';
COMMENT ON COLUMN annals.source_listings.keys IS 'The rows'' source keys, a line each, deflated.';
COMMENT ON COLUMN annals.source_listings.gone IS 'Source keys it had and has no longer.';

ALTER TABLE annals.source_listings ALTER COLUMN hashes SET STORAGE EXTERNAL;
ALTER TABLE annals.source_listings ALTER COLUMN keys SET STORAGE EXTERNAL;

GRANT SELECT ON annals.source_listings TO annals_reader, annals_projector;
GRANT SELECT, INSERT, UPDATE, DELETE ON annals.source_listings TO annals_writer;
