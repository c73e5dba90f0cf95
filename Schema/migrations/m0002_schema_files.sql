-- The ledger of this schema: which files made it.
CREATE TABLE annals.schema_files (
    name       text        NOT NULL PRIMARY KEY,
    digest     text        NOT NULL,
    applied_at timestamptz NOT NULL
);

COMMENT ON TABLE annals.schema_files IS 'The SQL files that made this schema.';
COMMENT ON COLUMN annals.schema_files.name IS 'The file''s name.';
COMMENT ON COLUMN annals.schema_files.digest IS 'The MD5 of its text, to notice a change.';
COMMENT ON COLUMN annals.schema_files.applied_at IS 'When it ran last.';

GRANT SELECT ON annals.schema_files TO annals_reader, annals_projector, annals_writer;
