-- Tree: how far the proof tree is, in one row. Who hashes entries locks it, after the head where both
-- are locked, and moves it in the transaction that writes the tiles: two processes cannot make two
-- trees. Appends of single events do not touch it; the tree follows the head.
CREATE TABLE annals.tree (
    ledger_id smallint NOT NULL DEFAULT 1 PRIMARY KEY,
    size      bigint   NOT NULL,
    root      bytea    NOT NULL CHECK (octet_length(root) = 32)
) WITH (fillfactor = 10);

COMMENT ON TABLE annals.tree IS 'How far the proof tree is; one row.';
COMMENT ON COLUMN annals.tree.ledger_id IS 'Always 1 today; see DESIGN, day-one rules.';
COMMENT ON COLUMN annals.tree.size IS 'How many entries it covers: the position of the last one.';
COMMENT ON COLUMN annals.tree.root IS 'Its root hash, SHA-256.';

-- The empty tree's root is the hash of nothing.
INSERT INTO annals.tree (size, root) VALUES (0, sha256(''));

CREATE TRIGGER tree_stays BEFORE DELETE OR TRUNCATE ON annals.tree
    FOR EACH STATEMENT EXECUTE FUNCTION annals.refuse_change();
COMMENT ON TRIGGER tree_stays ON annals.tree IS 'The tree grows; it never goes.';

GRANT SELECT ON annals.tree TO annals_reader, annals_projector, annals_writer;
GRANT UPDATE (size, root) ON annals.tree TO annals_writer;
