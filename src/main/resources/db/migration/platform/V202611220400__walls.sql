-- The application's role owns nothing; what it may do is granted here for every table to come.
GRANT USAGE ON SCHEMA public TO sluice_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sluice_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO sluice_app;

-- The workspace of the transaction under way, null outside of any: then no row of any workspace is seen.
CREATE FUNCTION current_workspace() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(current_setting('sluice.workspace', true), '')::integer;

-- Puts a table behind the wall: its rows are seen and written only by transactions of their workspace.
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
