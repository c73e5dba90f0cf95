-- append_at: appends events whose places are all known, in one statement, or does nothing.
--
-- The quick path of appending, sent as a prepared statement; append_events is the thorough one.
-- One element an event in every array, in the order of appending:
--
--   $1 stream names   $2 versions, each one more than what the stream is believed to hold
--   $3 befores, the version that must be there already: $2 − 1 at the first event of a stream,
--      NULL at the later ones        $4 types   $5 source keys
--   $6 to $9 the entry's bytes around time, position and version, as append_events takes them
--
-- Returns the position and recorded time of the last event, the others going before it densely,
-- a microsecond apart. Returns no row and changes nothing when a stream or a version before is
-- not there. Raises 23505 when a version or a source key is taken. In both cases the caller asks
-- append_events, which finds out what holds. No other writer's commit can make a wrong answer: a
-- version once there stays, and one taken meanwhile meets the unique index.
-- Locks the head's row, to the end of the transaction.
--
-- Plans that do not depend on the arrays' lengths or on statistics: names are looked up one by one
-- and never by a hash of all streams, which cost 0.2 ms with a thousand of them; and the LIMIT
-- makes the planner expect few rows, so that the plan is kept and not made again for each group.
WITH input AS MATERIALIZED (
    SELECT i.*,
           (SELECT s.stream_id FROM annals.streams s WHERE s.name = i.stream) AS stream_id
    FROM (SELECT * FROM unnest($1::text[], $2::integer[], $3::integer[], $4::text[], $5::text[],
                            $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[])
               WITH ORDINALITY
               AS u(stream, version, before, type, source_key, fact, actor, source, tail, place)
          LIMIT cardinality($1)) AS i
), reserved AS (
    UPDATE annals.head AS h
    SET position = h.position + cardinality($1),
        recorded_at = greatest(h.recorded_at + interval '1 microsecond', clock_timestamp())
            + (cardinality($1) - 1) * interval '1 microsecond'
    WHERE h.ledger_id = 1 AND cardinality($1) = (
        SELECT count(*) FROM input i
        WHERE i.stream_id IS NOT NULL AND (i.before IS NULL OR EXISTS (
            SELECT FROM annals.events e
            WHERE e.stream_id = i.stream_id AND e.version = i.before)))
    RETURNING h.position, h.recorded_at
), placed AS (
    SELECT i.*, r.position - cardinality($1) + i.place AS position,
           r.recorded_at - (cardinality($1) - i.place) * interval '1 microsecond' AS recorded_at
    FROM reserved r, input i
), inserted AS (
    INSERT INTO annals.events
        (position, stream_id, recorded_at, version, type, source_key, entry)
    SELECT position, stream_id, recorded_at, version, type, source_key,
           fact || actor
           || convert_to(to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                  || '","sequence":"' || lpad(position::text, 16, '0'), 'UTF8')
           || source || convert_to(version::text, 'UTF8') || tail
    FROM placed
)
SELECT position, recorded_at FROM reserved
