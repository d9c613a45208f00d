CREATE OR REPLACE VIEW report_person WITH (security_invoker = true) AS
SELECT workspace_id, id, name, email FROM person WHERE merged_into IS NULL;

-- Who was merged into whom.
CREATE OR REPLACE VIEW report_merged WITH (security_invoker = true) AS
SELECT workspace_id, id, merged_into FROM person WHERE merged_into IS NOT NULL;

-- What reports group people by: the campaign that first brought them, and their traits.
CREATE OR REPLACE VIEW report_profile WITH (security_invoker = true) AS
SELECT workspace_id, id AS person_id, first_touch ->> 'utm_campaign' AS campaign, traits
FROM person WHERE merged_into IS NULL;
