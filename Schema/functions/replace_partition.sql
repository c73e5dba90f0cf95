-- replace_partition(number, folder, by) → nothing
--
-- Puts the table events_N_next in the place of partition N, which becomes events_N_former, and notes
-- where its entries are: in that folder, as that person said; both NULL: in the table. For the owner.
-- Nothing is read, however long it is: the new table has the keys of a partition and the validated
-- CHECK events_range over its positions. Takes annals.events from everybody to the end of the
-- transaction.
CREATE OR REPLACE FUNCTION annals.replace_partition(_number integer, _folder text, _by text)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _first bigint;
    _last  bigint;
BEGIN
    SELECT p.first, p.last INTO STRICT _first, _last
    FROM annals.partitions p WHERE p.number = _number;
    EXECUTE format(
        'ALTER TABLE annals.events DETACH PARTITION annals.%1$I;
        ALTER TABLE annals.%1$I RENAME TO %2$I;
        ALTER TABLE annals.%3$I RENAME TO %1$I;
        COMMENT ON TABLE annals.%1$I IS %4$L;
        CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON annals.%1$I
            FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
        COMMENT ON TRIGGER events_stay ON annals.%1$I IS %5$L;
        ALTER TABLE annals.events ATTACH PARTITION annals.%1$I FOR VALUES FROM (%6$s) TO (%7$s);
        ALTER TABLE annals.%1$I DROP CONSTRAINT events_range',
        'events_' || _number, 'events_' || _number || '_former', 'events_' || _number || '_next',
        'The events of a range of positions.', 'The log is append-only.', _first, _last + 1);
    UPDATE annals.partitions
    SET folder = _folder, archived_by = _by,
        archived_at = CASE WHEN _folder IS NOT NULL THEN clock_timestamp() END
    WHERE number = _number;
END
$$;

COMMENT ON FUNCTION annals.replace_partition IS 'Puts another table in a partition''s place.';
REVOKE EXECUTE ON FUNCTION annals.replace_partition FROM PUBLIC;
