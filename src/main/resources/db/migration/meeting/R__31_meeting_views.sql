CREATE OR REPLACE VIEW report_meeting WITH (security_invoker = true) AS
SELECT workspace_id, id, person_id, kind, starts_at, ends_at, state, moved FROM meeting;
