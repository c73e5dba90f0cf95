-- Checkpoints: how far each read model is.
--
-- A projection owns its table's columns; what cannot be rebuilt lives here: nothing but the
-- checkpoint. It remembers the event it stands on and the server it was written on, so that a
-- restored or promoted server with another history is noticed.
CREATE TABLE annals_read.checkpoints (
    projection        text        NOT NULL,
    place             text        NOT NULL CHECK (place IN ('live', 'next', 'former')),
    ledger_id         smallint    NOT NULL DEFAULT 1,
    version           bigint      NOT NULL,
    position          bigint      NOT NULL,
    event_key         text,
    event_recorded_at timestamptz,
    system_identifier text        NOT NULL,
    timeline          integer     NOT NULL,
    epoch             bigint      NOT NULL,
    updated_at        timestamptz NOT NULL,
    PRIMARY KEY (projection, place)
);

COMMENT ON TABLE annals_read.checkpoints IS 'How far each projection is.';
COMMENT ON COLUMN annals_read.checkpoints.projection IS 'The projection''s name.';
COMMENT ON COLUMN annals_read.checkpoints.place IS
    'Which of its tables: live, the next one that is being built, the former one.';
COMMENT ON COLUMN annals_read.checkpoints.ledger_id IS 'Always 1 today; see DESIGN.';
COMMENT ON COLUMN annals_read.checkpoints.version IS 'The projection''s version that wrote it.';
COMMENT ON COLUMN annals_read.checkpoints.position IS 'The last position applied; 0: none.';
COMMENT ON COLUMN annals_read.checkpoints.event_key IS 'The source key of the event there.';
COMMENT ON COLUMN annals_read.checkpoints.event_recorded_at IS 'When that event was recorded.';
COMMENT ON COLUMN annals_read.checkpoints.system_identifier IS 'The server it was taken on.';
COMMENT ON COLUMN annals_read.checkpoints.timeline IS 'That server''s timeline.';
COMMENT ON COLUMN annals_read.checkpoints.epoch IS 'The fence: a projector with an older one stops.';
COMMENT ON COLUMN annals_read.checkpoints.updated_at IS 'When it last moved.';

GRANT SELECT ON annals_read.checkpoints TO annals_reader, annals_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON annals_read.checkpoints TO annals_projector;
