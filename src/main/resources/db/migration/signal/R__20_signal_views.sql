CREATE OR REPLACE VIEW report_source WITH (security_invoker = true) AS
SELECT workspace_id, id, kind, name, form_slug FROM source;
