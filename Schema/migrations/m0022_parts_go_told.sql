-- A part goes only when an event says who erased it and why: its source key is erase: and the digest.
--
-- Raises AN004.
CREATE FUNCTION annals.refuse_untold_erasure() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM annals.events
        WHERE source_key = 'erase:' || encode(OLD.digest, 'hex') AND type = 'part.erased'
    ) THEN
        RAISE EXCEPTION 'DELETE on parts is refused: no event says that this part is erased'
            USING ERRCODE = 'AN004', HINT = 'The command erase records it first.';
    END IF;
    RETURN OLD;
END
$$;

COMMENT ON FUNCTION annals.refuse_untold_erasure() IS
    'Trigger: a part is deleted only when an event says so.';

CREATE TRIGGER parts_go_told BEFORE DELETE ON annals.parts
    FOR EACH ROW EXECUTE FUNCTION annals.refuse_untold_erasure();
COMMENT ON TRIGGER parts_go_told ON annals.parts IS 'Who erases says so in the log first.';
