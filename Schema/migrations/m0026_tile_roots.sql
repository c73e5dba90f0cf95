-- The hash of each full tile, beside its 256: a proof needs those of up to 255 tiles of a level, and
-- would make 65,000 hashes for them.
--
-- Who reads a proof checks it, and verification makes every hash anew: a wrong one here proves nothing.
-- For the tiles that are there already it takes about half a millisecond each.
ALTER TABLE annals.tiles ADD COLUMN root bytea CHECK (octet_length(root) = 32);
COMMENT ON COLUMN annals.tiles.root IS 'The hash of the 256, which the level above has.';

ALTER TABLE annals.tiles DISABLE TRIGGER tiles_stay;
DO $$
DECLARE
    _tile   record;
    _hashes bytea;
    _above  bytea;
BEGIN
    FOR _tile IN SELECT level, number, hashes FROM annals.tiles LOOP
        _hashes := _tile.hashes;
        WHILE octet_length(_hashes) > 32 LOOP
            _above := '';
            FOR _pair IN 0 .. octet_length(_hashes) / 64 - 1 LOOP
                _above := _above || sha256('\x01'::bytea || substring(_hashes FROM 64 * _pair + 1 FOR 64));
            END LOOP;
            _hashes := _above;
        END LOOP;
        UPDATE annals.tiles SET root = _hashes
        WHERE level = _tile.level AND number = _tile.number;
    END LOOP;
END
$$;
ALTER TABLE annals.tiles ENABLE TRIGGER tiles_stay;

ALTER TABLE annals.tiles ALTER COLUMN root SET NOT NULL;
