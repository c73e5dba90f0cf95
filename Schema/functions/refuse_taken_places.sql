-- refuse_taken_places() → trigger, after each statement that inserts into a divided annals.events
--
-- Raises 23505, as a unique index would, when a stream's version or a source key of a stream is taken
-- in an older partition; within a partition its own indexes see to it. It holds because an append has
-- the head's lock by then, and because each query of a function sees what was committed before it.
--
-- What it can tell without looking it does not look up: the versions of a stream are dense, so the
-- least of the new ones tells for all; and a stream that begins in the newest partition has no keys in
-- others. The settings leave the planner the indexes only, whatever it thinks of a young table, and have
-- it plan once: planning for a dozen partitions takes longer than looking into them.
CREATE OR REPLACE FUNCTION annals.refuse_taken_places() RETURNS trigger
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    _start   bigint;
    _crosses boolean;
    _taken   record;
BEGIN
    SELECT p.first, n.first < p.first INTO _start, _crosses
    FROM (SELECT min(position) AS first, max(position) AS last FROM new_events) AS n
    JOIN annals.partitions p ON p.first <= n.last AND p.last >= n.last;
    IF _start = 1 THEN
        RETURN NULL;
    END IF;

    SELECT format('version %s of stream %s', n.version, n.stream_id) AS place INTO _taken
    FROM (SELECT DISTINCT ON (stream_id) stream_id, version, position
          FROM new_events ORDER BY stream_id, version) AS n
    WHERE n.version > 1 AND EXISTS (
        SELECT FROM annals.events e
        WHERE e.stream_id = n.stream_id AND e.version = n.version
            AND e.position < _start AND e.position <> n.position);
    IF NOT FOUND THEN
        SELECT format('source key %s of stream %s', n.source_key, n.stream_id) AS place INTO _taken
        FROM new_events n
        WHERE (_crosses OR n.stream_id NOT IN (SELECT b.stream_id FROM new_events b WHERE b.version = 1))
            AND EXISTS (
                SELECT FROM annals.events e
                WHERE e.source_key = n.source_key AND e.stream_id = n.stream_id
                    AND e.position < _start AND e.position <> n.position);
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION '% is taken in an older partition', _taken.place
            USING ERRCODE = 'unique_violation', SCHEMA = 'annals', TABLE = 'events';
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION annals.refuse_taken_places() IS
    'Trigger: keeps versions and source keys unique over partitions.';
