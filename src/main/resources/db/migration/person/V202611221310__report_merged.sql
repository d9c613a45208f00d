-- Who was merged into whom, for modules to the right and for reports; the hand-off had made it for itself.
DROP VIEW report_merged;
CREATE VIEW report_merged WITH (security_invoker = true) AS
SELECT workspace_id, id, merged_into FROM person WHERE merged_into IS NOT NULL;
