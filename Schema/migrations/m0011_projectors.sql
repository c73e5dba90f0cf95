-- Projectors: the processes that run projections, and that each of them lives.
--
-- A projector moves its row every few seconds. Whoever finds expires_at in the past takes its
-- projections over; all times are the server's, so that clocks of hosts do not count.
CREATE TABLE annals_read.projectors (
    projector  text        NOT NULL PRIMARY KEY,
    host       text        NOT NULL,
    process    integer     NOT NULL,
    started_at timestamptz NOT NULL,
    beats_at   timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    follows    boolean     NOT NULL
);

COMMENT ON TABLE annals_read.projectors IS 'The processes that run projections.';
COMMENT ON COLUMN annals_read.projectors.projector IS 'A random name, new at every start.';
COMMENT ON COLUMN annals_read.projectors.host IS 'The name of its host.';
COMMENT ON COLUMN annals_read.projectors.process IS 'Its process there.';
COMMENT ON COLUMN annals_read.projectors.started_at IS 'When it began.';
COMMENT ON COLUMN annals_read.projectors.beats_at IS 'Its last heartbeat.';
COMMENT ON COLUMN annals_read.projectors.expires_at IS 'Without another heartbeat it is dead then.';
COMMENT ON COLUMN annals_read.projectors.follows IS 'It follows the log, and does not end at the head.';

GRANT SELECT ON annals_read.projectors TO annals_reader, annals_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON annals_read.projectors TO annals_projector;
