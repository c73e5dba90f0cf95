-- Stops: projections that stand still until somebody acts, paused by hand or failed at an event.
--
-- They outlive processes: a stopped projection is not run again until its row is gone.
CREATE TABLE annals_read.stops (
    projection text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('paused', 'failed')),
    since      timestamptz NOT NULL,
    actor      text,
    reason     text        NOT NULL,
    position   bigint,
    type       text,
    category   text        CHECK (category IN ('unreadable', 'refused', 'unstorable')),
    PRIMARY KEY (projection, kind),
    CHECK ((kind = 'failed') = (position IS NOT NULL AND type IS NOT NULL AND category IS NOT NULL))
);

COMMENT ON TABLE annals_read.stops IS 'Projections that stand still until somebody acts.';
COMMENT ON COLUMN annals_read.stops.projection IS 'The projection''s name.';
COMMENT ON COLUMN annals_read.stops.kind IS 'paused: by hand; failed: at an event.';
COMMENT ON COLUMN annals_read.stops.since IS 'When it stopped.';
COMMENT ON COLUMN annals_read.stops.actor IS 'Who paused it.';
COMMENT ON COLUMN annals_read.stops.reason IS 'Why: the actor''s words, or the error.';
COMMENT ON COLUMN annals_read.stops.position IS 'The event at which it failed.';
COMMENT ON COLUMN annals_read.stops.type IS 'That event''s type.';
COMMENT ON COLUMN annals_read.stops.category IS
    'unreadable: the entry; refused: by the projection; unstorable: what it made of the event.';

GRANT SELECT ON annals_read.stops TO annals_reader, annals_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON annals_read.stops TO annals_projector;
