-- events_after(after, most) → entry, in the order of positions
--
-- What a follower reads next: at most so many entries after a position (from 0), up to the last
-- position that is safe. The head's lock makes every committed position safe on one primary; a sequencer
-- that takes over later changes this function and no reader.
CREATE OR REPLACE FUNCTION annals.events_after(_after bigint, _most bigint)
RETURNS TABLE (entry bytea)
LANGUAGE plpgsql STABLE ROWS 1000 AS $$
BEGIN
    RETURN QUERY
        SELECT e.entry FROM annals.events e
        WHERE e.position > _after
            AND e.position <= _after + least(_most, 9223372036854775807 - _after)
        ORDER BY e.position;
END
$$;

COMMENT ON FUNCTION annals.events_after IS 'The next entries after a position that are safe.';
