-- Builds: read models that are computed again from the log, beside the live ones.
--
-- A build computes several projections in one reading of the log up to its target, stream by stream;
-- see annals_read.build_ranges. What it has done survives the process that did it.
CREATE TABLE annals_read.builds (
    build       text        NOT NULL PRIMARY KEY,
    place       text        NOT NULL CHECK (place IN ('next', 'replay')),
    projections text[]      NOT NULL,
    versions    bigint[]    NOT NULL,
    target      bigint      NOT NULL,
    phase       text        NOT NULL CHECK (phase IN ('loading', 'indexing', 'built')),
    started_at  timestamptz NOT NULL
);

COMMENT ON TABLE annals_read.builds IS 'Read models that are computed again from the log.';
COMMENT ON COLUMN annals_read.builds.build IS 'A random name; a replay''s tables end in it.';
COMMENT ON COLUMN annals_read.builds.place IS 'next: to take the live tables'' place; replay: to look at.';
COMMENT ON COLUMN annals_read.builds.projections IS
    'The projections that it computes; one that meets a bad event leaves it.';
COMMENT ON COLUMN annals_read.builds.versions IS 'The version of each.';
COMMENT ON COLUMN annals_read.builds.target IS 'The last position that it reads.';
COMMENT ON COLUMN annals_read.builds.phase IS 'What is being done.';
COMMENT ON COLUMN annals_read.builds.started_at IS 'When it began.';

GRANT SELECT ON annals_read.builds TO annals_reader, annals_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON annals_read.builds TO annals_projector;
