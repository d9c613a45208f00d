CREATE VIEW report_person WITH (security_invoker = true) AS
SELECT workspace_id, id, name, email FROM person WHERE merged_into IS NULL;
