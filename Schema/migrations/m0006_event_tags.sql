-- Tags: what append conditions and readers may ask for beside the type, by position.
--
-- A narrow B-tree of its own and no GIN on the hot table: measured by others, a GIN index on tags
-- collapses with size (eventsourcing's course-enrolment measurements).
CREATE TABLE annals.event_tags (
    tag      text   NOT NULL COLLATE "C",
    position bigint NOT NULL,
    PRIMARY KEY (tag, position)
);

COMMENT ON TABLE annals.event_tags IS 'The tags of each event; copies of data.tags in its entry.';
COMMENT ON COLUMN annals.event_tags.tag IS 'accession:0000320193-24-000123';
COMMENT ON COLUMN annals.event_tags.position IS 'The event''s position in the log.';

GRANT SELECT ON annals.event_tags TO annals_reader, annals_projector, annals_writer;
GRANT INSERT ON annals.event_tags TO annals_writer;
