-- Leases: which projector runs which version of which projection.
--
-- A lease holds while its projector lives. One that is given back stays, with the empty text for its
-- projector, so that its epoch goes on rising. A new version has a lease of its own: it is built
-- while the old one runs. Taking one raises the epoch, here and then in the
-- checkpoint: a projector that was thought dead finds another epoch there and writes nothing.
-- Rows in a table, not advisory locks of a session: those do not work behind a pooler.
CREATE TABLE annals_read.leases (
    projection text        NOT NULL,
    version    bigint      NOT NULL,
    projector  text        NOT NULL,
    epoch      bigint      NOT NULL,
    taken_at   timestamptz NOT NULL,
    PRIMARY KEY (projection, version)
);

COMMENT ON TABLE annals_read.leases IS 'Which projector runs which projection.';
COMMENT ON COLUMN annals_read.leases.projection IS 'The projection''s name.';
COMMENT ON COLUMN annals_read.leases.version IS 'The version that is run.';
COMMENT ON COLUMN annals_read.leases.projector IS 'Who runs it; empty: nobody.';
COMMENT ON COLUMN annals_read.leases.epoch IS 'Raised whenever it is taken.';
COMMENT ON COLUMN annals_read.leases.taken_at IS 'When it was taken.';

GRANT SELECT ON annals_read.leases TO annals_reader, annals_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON annals_read.leases TO annals_projector;
