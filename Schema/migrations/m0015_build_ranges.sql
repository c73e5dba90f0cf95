-- Build ranges: the streams of a build in pieces, each computed and written in one transaction.
--
-- The transaction that writes a range's rows marks it done, if it is not: of two processes that
-- computed it one writes nothing, and after a kill only what is not done is computed again.
CREATE TABLE annals_read.build_ranges (
    build        text        NOT NULL REFERENCES annals_read.builds ON DELETE CASCADE,
    first_stream bigint      NOT NULL,
    last_stream  bigint      NOT NULL,
    events       bigint      NOT NULL,
    done_at      timestamptz,
    PRIMARY KEY (build, first_stream)
);

COMMENT ON TABLE annals_read.build_ranges IS 'The streams of a build in pieces.';
COMMENT ON COLUMN annals_read.build_ranges.build IS 'The build.';
COMMENT ON COLUMN annals_read.build_ranges.first_stream IS 'The first stream''s id.';
COMMENT ON COLUMN annals_read.build_ranges.last_stream IS 'The last stream''s id.';
COMMENT ON COLUMN annals_read.build_ranges.events IS 'How many events they have up to the target.';
COMMENT ON COLUMN annals_read.build_ranges.done_at IS 'When its rows were written; NULL: not yet.';

GRANT SELECT ON annals_read.build_ranges TO annals_reader, annals_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON annals_read.build_ranges TO annals_projector;
