-- Roles and schemas: who may do what, and where.
--
-- annals_owner owns the log and runs migrations; annals_writer appends; annals_reader reads;
-- annals_projector owns and keeps the read models. None of them can log in: grant them to login
-- roles. Roles belong to the whole server, so another database may have made them already, or may
-- be making them at this moment. Needs CREATEROLE where they do not exist yet, and CREATE on the
-- database; everything after this file runs as annals_owner. That right makes the extension too: the
-- read models' trigram indexes are PostgreSQL's own.
DO $$
DECLARE
    _role text;
BEGIN
    FOREACH _role IN ARRAY
        ARRAY['annals_owner', 'annals_writer', 'annals_reader', 'annals_projector']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = _role) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', _role);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
    END LOOP;
    IF NOT pg_has_role(current_user, 'annals_owner', 'MEMBER') THEN
        EXECUTE format('GRANT annals_owner TO %I', current_user);
    END IF;
END
$$;

CREATE SCHEMA annals AUTHORIZATION annals_owner;
COMMENT ON SCHEMA annals IS 'The durable log: append-only events, their streams, the head.';
GRANT USAGE ON SCHEMA annals TO annals_writer, annals_reader, annals_projector;

CREATE SCHEMA annals_read AUTHORIZATION annals_owner;
COMMENT ON SCHEMA annals_read IS 'Read models, computed from the log by projections.';
GRANT USAGE ON SCHEMA annals_read TO annals_reader, annals_writer;
GRANT USAGE, CREATE ON SCHEMA annals_read TO annals_projector;

CREATE SCHEMA annals_next AUTHORIZATION annals_owner;
COMMENT ON SCHEMA annals_next IS 'Read models that are being rebuilt, beside the live ones.';
GRANT USAGE ON SCHEMA annals_next TO annals_reader, annals_writer;
GRANT USAGE, CREATE ON SCHEMA annals_next TO annals_projector;

CREATE SCHEMA annals_former AUTHORIZATION annals_owner;
COMMENT ON SCHEMA annals_former IS 'Read models as they were before the last rebuild, to go back to.';
GRANT USAGE ON SCHEMA annals_former TO annals_reader, annals_writer;
GRANT USAGE, CREATE ON SCHEMA annals_former TO annals_projector;

CREATE SCHEMA annals_replay AUTHORIZATION annals_owner;
COMMENT ON SCHEMA annals_replay IS 'Read models replayed to a point, thrown away afterwards.';
GRANT USAGE ON SCHEMA annals_replay TO annals_reader, annals_writer;
GRANT USAGE, CREATE ON SCHEMA annals_replay TO annals_projector;

-- In a schema of its own, for all ledgers of the database.
CREATE SCHEMA IF NOT EXISTS annals_trigrams AUTHORIZATION annals_owner;
COMMENT ON SCHEMA annals_trigrams IS 'PostgreSQL''s extension pg_trgm.';
GRANT USAGE ON SCHEMA annals_trigrams TO annals_reader, annals_writer, annals_projector;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA annals_trigrams;
