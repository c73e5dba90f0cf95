-- add_partitions(coming) → whether there may be more to make
--
-- A divided log should have two empty partitions behind the one that the head is in when so many events
-- have come. Makes one of those that lack, as wide as the last one; false where none lacks, or the log is
-- not divided. Runs as its owner: whoever may append may need the next partition, and may make no table
-- otherwise.
CREATE OR REPLACE FUNCTION annals.add_partitions(_coming bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _last annals.partitions;
BEGIN
    SELECT * INTO _last FROM annals.partitions p
    WHERE (SELECT count(*) FROM annals.partitions b, annals.head h
        WHERE b.first > h.position + _coming) < 2
    ORDER BY p.number DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM annals.add_partition(
        _last.number + 1, _last.last + 1, 2 * _last.last - _last.first + 1);
    RETURN true;
END
$$;

COMMENT ON FUNCTION annals.add_partitions IS 'Adds the partitions that a divided log will need.';
REVOKE EXECUTE ON FUNCTION annals.add_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION annals.add_partitions TO annals_writer;
