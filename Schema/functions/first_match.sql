-- first_match(condition) → the position of the first event that meets it, or NULL
--
-- condition: {"types": […], "tags": […], "after": n}: one of the types (none given: any type), all
-- of the tags (none given: any), at a position over n. NULL, or neither types nor tags: NULL.
-- Exact when called under the head's lock, as append_events does. Plans for the values that it gets:
-- how rare a type or tag is decides.
CREATE OR REPLACE FUNCTION annals.first_match(_condition jsonb) RETURNS bigint
LANGUAGE plpgsql STABLE
SET plan_cache_mode = auto
AS $$
DECLARE
    _types CONSTANT text[] := ARRAY(SELECT jsonb_array_elements_text(_condition -> 'types'));
    _tags  CONSTANT text[] := ARRAY(SELECT jsonb_array_elements_text(_condition -> 'tags'));
    _after CONSTANT bigint := coalesce((_condition ->> 'after')::bigint, 0);
    _found bigint;
BEGIN
    IF cardinality(_tags) > 0 THEN
        SELECT min(t.position) INTO _found
        FROM annals.event_tags t
        WHERE t.tag = _tags[1] AND t.position > _after
            AND NOT EXISTS (
                SELECT FROM unnest(_tags[2:]) AS other(tag)
                WHERE NOT EXISTS (SELECT FROM annals.event_tags o
                                  WHERE o.tag = other.tag AND o.position = t.position))
            AND (cardinality(_types) = 0 OR EXISTS (
                SELECT FROM annals.events e
                WHERE e.position = t.position AND e.type = ANY (_types)));
    ELSIF cardinality(_types) > 0 THEN
        SELECT e.position INTO _found
        FROM annals.events e
        WHERE e.position > _after AND e.type = ANY (_types)
        ORDER BY e.position LIMIT 1;
    END IF;
    RETURN _found;
END
$$;

COMMENT ON FUNCTION annals.first_match IS
    'The first event after a position with one of the types and all of the tags.';
