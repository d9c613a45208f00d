CREATE OR REPLACE VIEW shared_form WITH (security_invoker = true) AS
SELECT workspace_id, slug, name, enabled FROM form;
