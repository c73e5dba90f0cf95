-- states_same_facts(entry, version, facts, source, tail) → boolean
--
-- Whether a stored entry says what a new event would, leaving out what recording added: position,
-- versions, recorded time and actor. The other arguments are as append_events takes them; version
-- is the stored event's, whose digits stand between source and tail. Of an entry that went to an
-- archive, a zero byte, the position in eight and the facts' digest are left.
CREATE OR REPLACE FUNCTION annals.states_same_facts(
    _entry bytea, _version integer, _facts bytea, _source bytea, _tail bytea
) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    _before_tail   CONSTANT integer := octet_length(_entry) - octet_length(_tail);
    _before_source CONSTANT integer :=
        _before_tail - length(_version::text) - octet_length(_source);
BEGIN
    IF get_byte(_entry, 0) = 0 THEN
        RETURN substring(_entry FROM 10) = sha256(
            _facts || '\x00'::bytea || _source || '\x00'::bytea || _tail);
    END IF;
    RETURN substring(_entry FROM 1 FOR octet_length(_facts)) = _facts
        AND _before_source > octet_length(_facts)
        AND substring(_entry FROM _before_tail + 1) = _tail
        AND substring(_entry FROM _before_source + 1 FOR octet_length(_source)) = _source;
END
$$;

COMMENT ON FUNCTION annals.states_same_facts IS
    'Whether a stored entry says what a new event would, recording left out.';
