-- What reports tell people apart by: the campaign that first brought them, and their traits.
CREATE VIEW report_profile WITH (security_invoker = true) AS
SELECT workspace_id, id AS person_id, first_touch ->> 'utm_campaign' AS campaign, traits
FROM person WHERE merged_into IS NULL;
