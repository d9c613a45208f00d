CREATE OR REPLACE VIEW report_form WITH (security_invoker = true) AS
SELECT workspace_id, slug, name FROM form WHERE enabled;
