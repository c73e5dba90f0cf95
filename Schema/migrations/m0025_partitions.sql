-- Partitions: how the events of a long log are divided; no row while they lie in one table.
--
-- annals.events is then a table divided by position, and annals.events_1, events_2 … are its parts.
-- PostgreSQL keeps keys unique within a part only; refuse_taken_places keeps them unique over all.
CREATE TABLE annals.partitions (
    number      smallint    NOT NULL PRIMARY KEY,
    ledger_id   smallint    NOT NULL DEFAULT 1,
    first       bigint      NOT NULL UNIQUE,
    last        bigint      NOT NULL,
    archived_at timestamptz,
    archived_by text,
    folder      text,
    CHECK (last > first),
    CHECK ((archived_at IS NULL) = (archived_by IS NULL)),
    CHECK ((archived_at IS NULL) = (folder IS NULL))
);

COMMENT ON TABLE annals.partitions IS 'The parts that annals.events is divided into, if it is.';
COMMENT ON COLUMN annals.partitions.number IS 'From 1; the part is the table annals.events_ and this.';
COMMENT ON COLUMN annals.partitions.ledger_id IS 'Always 1 today; see DESIGN, day-one rules.';
COMMENT ON COLUMN annals.partitions.first IS 'The first position that belongs in it.';
COMMENT ON COLUMN annals.partitions.last IS 'The last one.';
COMMENT ON COLUMN annals.partitions.archived_at IS
    'When its entries went to an archive; NULL: they are here.';
COMMENT ON COLUMN annals.partitions.archived_by IS 'Who archived them.';
COMMENT ON COLUMN annals.partitions.folder IS 'The exported log that has them, as it was named.';

GRANT SELECT ON annals.partitions TO annals_reader, annals_projector, annals_writer;
