-- divide_events(end, size) → nothing
--
-- Divides annals.events by position: the table as it is becomes the first partition, up to that
-- position, and two of that size come behind it. For the owner. Nothing is read, however long the log
-- is, because the table has the validated CHECK events_first: "position" >= 1 AND "position" < end + 1.
-- Takes annals.events from everybody to the end of the transaction.
CREATE OR REPLACE FUNCTION annals.divide_events(_end bigint, _size bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    ALTER TABLE annals.events RENAME TO events_1;
    ALTER TABLE annals.events_1 RENAME CONSTRAINT events_pkey TO events_1_pkey;
    ALTER TABLE annals.events_1 RENAME CONSTRAINT events_position_key TO events_1_position_key;
    ALTER TABLE annals.events_1
        RENAME CONSTRAINT events_source_key_stream_id_key TO events_1_source_key_stream_id_key;
    CREATE TABLE annals.events (
        LIKE annals.events_1 INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING COMMENTS,
        UNIQUE (position)
    ) PARTITION BY RANGE (position);
    COMMENT ON TABLE annals.events IS 'The append-only log, one row an event.';
    COMMENT ON TABLE annals.events_1 IS 'The events of a range of positions.';
    EXECUTE format(
        'ALTER TABLE annals.events ATTACH PARTITION annals.events_1 FOR VALUES FROM (1) TO (%s)',
        _end + 1);
    ALTER TABLE annals.events_1 DROP CONSTRAINT events_first;
    -- Who may read and append may do so by the whole table.
    REVOKE ALL ON annals.events_1 FROM annals_reader, annals_projector, annals_writer;
    GRANT SELECT ON annals.events TO annals_reader, annals_projector, annals_writer;
    GRANT INSERT ON annals.events TO annals_writer;
    CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON annals.events
        FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
    COMMENT ON TRIGGER events_stay ON annals.events IS 'The log is append-only.';
    CREATE TRIGGER events_differ AFTER INSERT ON annals.events
        REFERENCING NEW TABLE AS new_events
        FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_taken_places();
    COMMENT ON TRIGGER events_differ ON annals.events IS 'Keys are unique over all partitions.';
    INSERT INTO annals.partitions (number, first, last) VALUES (1, 1, _end);
    PERFORM annals.add_partition(2, _end + 1, _end + _size);
    PERFORM annals.add_partition(3, _end + _size + 1, _end + 2 * _size);
END
$$;

COMMENT ON FUNCTION annals.divide_events IS 'Divides the log''s table by position.';
REVOKE EXECUTE ON FUNCTION annals.divide_events FROM PUBLIC;
