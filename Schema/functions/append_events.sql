-- append_events(requests, streams, expected, types, keys, facts, actors, sources, tails,
--     tag_events, tags, conditions) → one row an event, in the order given
--
-- Appends the events of several requests in one transaction: each request whole or not at all,
-- refused ones beside accepted ones. One element an event in all arrays but the last three:
--
--   requests    the request's number, from 1, rising; events of one stream stand together
--   streams     the stream's name; the first event creates the stream
--   expected    how many events the caller believes the stream holds (0: it must not exist),
--               NULL for any; read at the first event of each stream of a request
--   types, keys the event's type and source key
--   facts       the entry's bytes from its start through the value of id
--   actors      … from there to before the value of recordedtime
--   sources     … from after the value of sequence to before that of streamversion
--   tails       … from after the value of streamversion to the end
--   tag_events, tags   pairs: the index of an event and a tag of it
--   conditions  NULL, or an array by request: NULL or {"types": […], "tags": […], "after": n}:
--               refused when an event after position n has one of the types and all the tags
--
-- Returns outcome 'appended' with what was given to the event, or 'known' with what its first
-- recording was given, the same facts having been recorded under the same key. A refused request
-- returns for each of its events 'AN001' (wrong expected version), 'AN002' (the condition met an
-- event) or 'AN003' (the key is taken by other facts); the row that it is about, for AN002 the
-- request's first, has the actual version or the position met. The caller has made sure that no
-- entry gets over 65,535 bytes: a CHECK would be compiled anew at every insert.
-- Locks the head's row, first and to the end of the transaction, and nothing else. Its statements are
-- planned once a session: over the partitions of a divided log planning takes longer than appending.
CREATE OR REPLACE FUNCTION annals.append_events(
    _requests integer[], _streams text[], _expected integer[], _types text[], _keys text[],
    _facts bytea[], _actors bytea[], _sources bytea[], _tails bytea[],
    _tag_events integer[], _tags text[], _conditions jsonb
) RETURNS TABLE (outcome text, "position" bigint, version integer, recorded_at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    _count       CONSTANT integer := cardinality(_requests);
    _start       bigint;               -- the head before this call
    _next        bigint;               -- the position given last
    _clock       timestamptz;          -- the recorded time of the next event
    _new_streams bigint := 0;
    _stream_ids  bigint[];
    _versions    integer[];            -- of the event's stream, before and then with it
    _known       bigint[] := array_fill(NULL::bigint, ARRAY[_count]);
    _positions   bigint[] := _known;   -- of the events appended here
    _first       integer := 1;         -- the request's events are _first to _last
    _last        integer;
    _refusal     text;
    _culprit     integer;              -- the event that a refusal is about
    _at          bigint;
    _found       bigint;
    _actual      integer;
    _entry       bytea;
    _belief      integer;              -- what is expected of the event's stream
BEGIN
    UPDATE annals.head AS h
    SET position = h.position + _count,
        recorded_at = greatest(h.recorded_at + interval '1 microsecond', clock_timestamp())
            + (_count - 1) * interval '1 microsecond'
    WHERE h.ledger_id = 1
    RETURNING h.position - _count, h.recorded_at - (_count - 1) * interval '1 microsecond'
    INTO _start, _clock;
    _next := _start;

    WHILE _first <= _count LOOP
        _last := _first;
        WHILE _last < _count AND _requests[_last + 1] = _requests[_first] LOOP
            _last := _last + 1;
        END LOOP;
        _refusal := NULL;

        -- Look before writing: a request is taken whole or not at all.
        FOR _i IN _first .. _last LOOP
            IF _i > _first AND _streams[_i] = _streams[_i - 1] THEN
                _stream_ids[_i] := _stream_ids[_i - 1];
                _versions[_i] := _versions[_i - 1];
                IF _versions[_i] > 0 THEN
                    SELECT e.position INTO _found FROM annals.events e
                    WHERE e.stream_id = _stream_ids[_i] AND e.source_key = _keys[_i];
                    _known[_i] := _found;
                END IF;
            ELSE
                SELECT s.stream_id,
                       (SELECT e.version FROM annals.events e WHERE e.stream_id = s.stream_id
                        ORDER BY e.version DESC LIMIT 1),
                       (SELECT e.position FROM annals.events e
                        WHERE e.stream_id = s.stream_id AND e.source_key = _keys[_i])
                INTO _at, _actual, _found
                FROM annals.streams s WHERE s.name = _streams[_i];
                _stream_ids[_i] := _at;
                _versions[_i] := coalesce(_actual, 0);
                _known[_i] := _found;
            END IF;
            IF _known[_i] IS NOT NULL THEN
                SELECT e.version, e.entry INTO _actual, _entry
                FROM annals.events e WHERE e.position = _known[_i];
                IF NOT annals.states_same_facts(
                    _entry, _actual, _facts[_i], _sources[_i], _tails[_i])
                THEN
                    _refusal := 'AN003';
                    _culprit := _i;
                    _at := _known[_i];
                    EXIT;
                END IF;
            END IF;
        END LOOP;

        -- A retry is known whole, whatever it expected; of a stream that gets an event, what was
        -- expected must hold.
        IF _refusal IS NULL THEN
            FOR _i IN _first .. _last LOOP
                IF _i = _first OR _streams[_i] <> _streams[_i - 1] THEN
                    _belief := _expected[_i];
                END IF;
                IF _known[_i] IS NULL AND _belief <> _versions[_i] THEN
                    _refusal := 'AN001';
                    _culprit := _i;
                    _at := NULL;
                    _actual := _versions[_i];
                    EXIT;
                END IF;
            END LOOP;
        END IF;
        IF _refusal IS NULL AND _conditions IS NOT NULL
            AND array_position(_known[_first:_last], NULL) IS NOT NULL
        THEN
            _at := annals.first_match(_conditions -> (_requests[_first] - 1));
            IF _at IS NOT NULL THEN
                _refusal := 'AN002';
                _culprit := _first;
                _actual := NULL;
            END IF;
        END IF;

        FOR _i IN _first .. _last LOOP
            IF _refusal IS NOT NULL THEN
                outcome := _refusal;
                position := CASE WHEN _i = _culprit THEN _at END;
                version := CASE WHEN _i = _culprit THEN _actual END;
                recorded_at := NULL;
                RETURN NEXT;
                CONTINUE;
            END IF;
            IF _i > _first AND _streams[_i] = _streams[_i - 1] THEN
                _stream_ids[_i] := _stream_ids[_i - 1];
                _versions[_i] := _versions[_i - 1];
            END IF;
            IF _known[_i] IS NOT NULL THEN
                outcome := 'known';
                SELECT e.position, e.version, e.recorded_at INTO position, version, recorded_at
                FROM annals.events e WHERE e.position = _known[_i];
                RETURN NEXT;
                CONTINUE;
            END IF;
            IF _stream_ids[_i] IS NULL THEN
                _new_streams := _new_streams + 1;
                SELECT h.streams + _new_streams INTO _at FROM annals.head h WHERE h.ledger_id = 1;
                INSERT INTO annals.streams (stream_id, name) VALUES (_at, _streams[_i]);
                _stream_ids[_i] := _at;
            END IF;
            _versions[_i] := _versions[_i] + 1;
            _next := _next + 1;
            _positions[_i] := _next;
            INSERT INTO annals.events
                (position, stream_id, recorded_at, version, type, source_key, entry)
            VALUES (_next, _stream_ids[_i], _clock, _versions[_i], _types[_i], _keys[_i],
                _facts[_i] || _actors[_i]
                || convert_to(to_char(_clock AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                    || '","sequence":"' || lpad(_next::text, 16, '0'), 'UTF8')
                || _sources[_i] || convert_to(_versions[_i]::text, 'UTF8') || _tails[_i]);
            outcome := 'appended';
            position := _next;
            version := _versions[_i];
            recorded_at := _clock;
            RETURN NEXT;
            _clock := _clock + interval '1 microsecond';
        END LOOP;

        IF cardinality(_tags) > 0 THEN
            INSERT INTO annals.event_tags (tag, position)
            SELECT DISTINCT t.tag, _positions[t.event]
            FROM unnest(_tag_events, _tags) AS t(event, tag)
            WHERE t.event BETWEEN _first AND _last AND _positions[t.event] IS NOT NULL;
        END IF;
        _first := _last + 1;
    END LOOP;

    -- Not every event went in, or streams were made: the head is where the log really ends.
    IF _next <> _start + _count OR _new_streams > 0 THEN
        UPDATE annals.head AS h
        SET position = _next,
            streams = h.streams + _new_streams,
            recorded_at = coalesce(
                (SELECT e.recorded_at FROM annals.events e WHERE e.position = _next), 'epoch')
        WHERE h.ledger_id = 1;
    END IF;
END
$$;

COMMENT ON FUNCTION annals.append_events IS
    'Appends the events of several requests, each whole or not at all; see the file''s head.';
