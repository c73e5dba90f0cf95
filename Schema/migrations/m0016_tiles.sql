-- Tiles: the hashes of the proof tree, 256 to a row, so that no event has a column for its own.
--
-- Tile n of level l holds the hashes of the whole subtrees of 256^l events from number 256 n on; the
-- leaf of position p is place p − 1. Only full tiles are here: the right edge is rebuilt from the last
-- entries. Written by who appends in bulk, else by who seals; who reads the log knows what must be
-- here. Formats: RFC 6962, section 2.1; C2SP tlog-tiles.
CREATE TABLE annals.tiles (
    number    bigint   NOT NULL,
    level     smallint NOT NULL,
    ledger_id smallint NOT NULL DEFAULT 1,
    hashes    bytea    NOT NULL CHECK (octet_length(hashes) = 8192),
    PRIMARY KEY (level, number)
);

COMMENT ON TABLE annals.tiles IS 'The full tiles of the proof tree.';
COMMENT ON COLUMN annals.tiles.number IS 'The place among the tiles of its level, from 0.';
COMMENT ON COLUMN annals.tiles.level IS '0: the hashes of entries; above: of 256 tiles below.';
COMMENT ON COLUMN annals.tiles.ledger_id IS 'Always 1 today; see DESIGN, day-one rules.';
COMMENT ON COLUMN annals.tiles.hashes IS '256 hashes of 32 bytes.';

-- Hashes do not compress.
ALTER TABLE annals.tiles ALTER COLUMN hashes SET STORAGE EXTERNAL;

CREATE TRIGGER tiles_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON annals.tiles
    FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
COMMENT ON TRIGGER tiles_stay ON annals.tiles IS 'What is hashed stays.';

GRANT SELECT ON annals.tiles TO annals_reader, annals_projector, annals_writer;
GRANT INSERT ON annals.tiles TO annals_writer;
