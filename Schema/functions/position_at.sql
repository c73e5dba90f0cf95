-- position_at(instant) → the position of the last event recorded by then; 0 when there is none
--
-- Recorded time rises strictly with position, so a binary search over the index on position finds
-- it in some 30 probes: no index on recorded_at is needed, and none is kept.
CREATE OR REPLACE FUNCTION annals.position_at(_instant timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
    _low    bigint := 0;
    _high   bigint;
    _middle bigint;
BEGIN
    SELECT h.position INTO _high FROM annals.head h WHERE h.ledger_id = 1;
    WHILE _low < _high LOOP
        _middle := (_low + _high + 1) / 2;
        IF (SELECT e.recorded_at FROM annals.events e WHERE e.position = _middle) <= _instant THEN
            _low := _middle;
        ELSE
            _high := _middle - 1;
        END IF;
    END LOOP;
    RETURN _low;
END
$$;

COMMENT ON FUNCTION annals.position_at IS 'The position that an instant of recorded time names.';
