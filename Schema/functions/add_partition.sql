-- add_partition(number, first, last) → nothing
--
-- Adds one partition to a divided log, for those positions, unless there is one of that number or
-- somebody makes it at this moment. For the owner. Nobody who reads or appends waits for it.
CREATE OR REPLACE FUNCTION annals.add_partition(_number integer, _first bigint, _last bigint)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO annals.partitions (number, first, last) VALUES (_number, _first, _last)
    ON CONFLICT (number) DO NOTHING;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    EXECUTE format(
        'CREATE TABLE annals.%1$I (
            LIKE annals.events INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING COMMENTS,
            UNIQUE (position), PRIMARY KEY (stream_id, version), UNIQUE (source_key, stream_id));
        COMMENT ON TABLE annals.%1$I IS %2$L;
        CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON annals.%1$I
            FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
        COMMENT ON TRIGGER events_stay ON annals.%1$I IS %3$L;
        ALTER TABLE annals.events ATTACH PARTITION annals.%1$I FOR VALUES FROM (%4$s) TO (%5$s)',
        'events_' || _number, 'The events of a range of positions.', 'The log is append-only.',
        _first, _last + 1);
END
$$;

COMMENT ON FUNCTION annals.add_partition IS 'Adds one partition to a divided log.';
REVOKE EXECUTE ON FUNCTION annals.add_partition FROM PUBLIC;
