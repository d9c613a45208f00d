-- The application's role owns nothing. These defaults grant it what it may do with every table to come; MAINTAIN lets
-- it keep the planner's statistics in step (Statistics).
GRANT USAGE ON SCHEMA public TO sluice_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE, MAINTAIN ON TABLES TO sluice_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO sluice_app;

-- The workspace of the current transaction; null outside of one, and then no row of any workspace is visible.
CREATE FUNCTION current_workspace() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(current_setting('sluice.workspace', true), '')::integer;

-- Puts a table behind the wall: only transactions of a row's workspace read or write it.
CREATE FUNCTION wall(walled regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', walled);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', walled);
    EXECUTE format('CREATE POLICY of_workspace ON %s USING (workspace_id = (SELECT current_workspace()))', walled);
END $$;

CREATE TABLE scheduled_tasks (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamptz NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures integer,
    last_heartbeat timestamptz,
    version bigint NOT NULL,
    priority smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);

-- Encrypts the tokens in the links of a workspace's emails.
CREATE TABLE token_key (
    workspace_id integer NOT NULL PRIMARY KEY,
    secret bytea NOT NULL
);
SELECT wall('token_key');
