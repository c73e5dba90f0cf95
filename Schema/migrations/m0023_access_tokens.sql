-- Access tokens: who may ask the service what, and write to it.
--
-- The token itself is shown once, when it is made; only its digest is kept. It is 256 random bits, so
-- that its digest needs no salt and cannot be guessed. A token is revoked, never removed: what it
-- wrote bears its name.
CREATE TABLE annals.access_tokens (
    id         text        PRIMARY KEY,
    ledger_id  smallint    NOT NULL DEFAULT 1,
    name       text        NOT NULL CHECK (name <> ''),
    role       text        NOT NULL CHECK (role IN ('reader', 'recorder', 'auditor')),
    companies  text[]      NOT NULL DEFAULT '{}',
    digest     bytea       NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    revoked_by text
);

COMMENT ON TABLE annals.access_tokens IS 'Who may ask the service what, and write to it.';
COMMENT ON COLUMN annals.access_tokens.id IS 'Names the token, also after it is gone.';
COMMENT ON COLUMN annals.access_tokens.ledger_id IS 'Always 1 today; see DESIGN.';
COMMENT ON COLUMN annals.access_tokens.name IS 'Who has it; recorded with what it writes.';
COMMENT ON COLUMN annals.access_tokens.role IS 'What it permits.';
COMMENT ON COLUMN annals.access_tokens.companies IS 'Keys of the only companies it is for; empty: all.';
COMMENT ON COLUMN annals.access_tokens.digest IS 'SHA-256 of the token.';
COMMENT ON COLUMN annals.access_tokens.created_at IS 'When it was made.';
COMMENT ON COLUMN annals.access_tokens.created_by IS 'Who made it.';
COMMENT ON COLUMN annals.access_tokens.expires_at IS 'Until when it is good; NULL: until revoked.';
COMMENT ON COLUMN annals.access_tokens.revoked_at IS 'When it was taken back.';
COMMENT ON COLUMN annals.access_tokens.revoked_by IS 'Who took it back.';

GRANT SELECT ON annals.access_tokens TO annals_reader, annals_writer;
