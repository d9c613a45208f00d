-- There is no view of the log: it may leave PostgreSQL one day. SignalLog is the way to it.
CREATE OR REPLACE VIEW shared_source WITH (security_invoker = true) AS
SELECT workspace_id, id, kind, name, form_slug FROM source;
