-- Requests: what a write over HTTP was answered with, so that the same request again gets the same.
--
-- A row is there from the moment that the request is taken on. One without an answer is being worked
-- on, or its worker died; then the next one with that key takes it over. Rows are removed after a
-- day.
CREATE TABLE annals.requests (
    token        text        NOT NULL REFERENCES annals.access_tokens,
    key          text        NOT NULL CHECK (octet_length(key) BETWEEN 1 AND 255),
    ledger_id    smallint    NOT NULL DEFAULT 1,
    digest       bytea       NOT NULL,
    taken_at     timestamptz NOT NULL,
    status       integer,
    answer       text,
    PRIMARY KEY (token, key)
);

COMMENT ON TABLE annals.requests IS 'What writes over HTTP were answered with.';
COMMENT ON COLUMN annals.requests.token IS 'Whose request it is.';
COMMENT ON COLUMN annals.requests.key IS 'Its Idempotency-Key.';
COMMENT ON COLUMN annals.requests.ledger_id IS 'Always 1 today; see DESIGN.';
COMMENT ON COLUMN annals.requests.digest IS 'SHA-256 of method, path and body.';
COMMENT ON COLUMN annals.requests.taken_at IS 'When somebody began to work on it.';
COMMENT ON COLUMN annals.requests.status IS 'The status it was answered with; NULL: not yet.';
COMMENT ON COLUMN annals.requests.answer IS 'The body of the answer.';

CREATE INDEX requests_by_taken_at ON annals.requests (taken_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON annals.requests TO annals_writer;
