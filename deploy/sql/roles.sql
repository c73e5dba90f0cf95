-- Login roles for what runs beside the log, each with no more than it does. Safe to repeat.
--
--   psql --dbname=annals --file=deploy/sql/roles.sql
--
-- After `annals migrate`, which makes the group roles annals_writer, annals_reader, annals_projector and
-- annals_owner. The roles have no password: on this machine the system's account speaks for them (peer);
-- for others \password sets one, or a certificate does. annals_owner is granted to nobody: migrations run
-- as an administrator.
\set ON_ERROR_STOP on
-- That a role has been granted already is no news.
SET client_min_messages = warning;

SELECT format('CREATE ROLE %I LOGIN', name)
FROM unnest(ARRAY['annals', 'annals_service', 'annals_question', 'annals_monitor']) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name)
\gexec

-- The services of deploy/systemd: ingest, keep the read models, sign, serve.
GRANT annals_writer, annals_reader, annals_projector TO annals;
-- annalsd alone, where it runs apart from ingestion.
GRANT annals_writer, annals_reader, annals_projector TO annals_service;
-- People and programs that ask; a standby is enough for them.
GRANT annals_reader TO annals_question;
ALTER ROLE annals_question SET default_transaction_read_only = on;
-- Monitoring: the read models' state and the server's, nothing else.
GRANT annals_reader, pg_monitor TO annals_monitor;
ALTER ROLE annals_monitor SET default_transaction_read_only = on;
ALTER ROLE annals_monitor CONNECTION LIMIT 5;

-- The log is for those who were named, not for every role of the server.
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database())
\gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO annals, annals_service, annals_question, annals_monitor',
    current_database())
\gexec
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
