-- What is recorded stays: statement triggers refuse every change to the log, whoever asks.
--
-- Raises AN004. Hygiene and not evidence: a superuser can switch triggers off, which is what the
-- proof is for. Statement triggers cost an insert nothing.
CREATE FUNCTION annals.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: what is recorded stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'AN004', HINT = 'Append a correction instead.';
END
$$;

COMMENT ON FUNCTION annals.refuse_change() IS 'Trigger: refuses UPDATE, DELETE and TRUNCATE.';

CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON annals.events
    FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
CREATE TRIGGER streams_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON annals.streams
    FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
CREATE TRIGGER event_tags_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON annals.event_tags
    FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
CREATE TRIGGER head_stays BEFORE DELETE OR TRUNCATE ON annals.head
    FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();

COMMENT ON TRIGGER events_stay ON annals.events IS 'The log is append-only.';
COMMENT ON TRIGGER streams_stay ON annals.streams IS 'Streams are never renamed or dropped.';
COMMENT ON TRIGGER event_tags_stay ON annals.event_tags IS 'The log is append-only.';
COMMENT ON TRIGGER head_stays ON annals.head IS 'The head moves; it never goes.';
