-- name_key is the name as lists sort it. The planner leaves the company out of a statement that does not name it.
CREATE OR REPLACE VIEW shared_person WITH (security_invoker = true) AS
SELECT p.workspace_id, p.id, p.merged_into, p.name, p.email, p.role, p.phone, p.company_id, c.name AS company_name,
       p.origin, p.first_source_id, p.identified_at, p.created_at, p.name_key
FROM person p LEFT JOIN company c ON c.workspace_id = p.workspace_id AND c.id = p.company_id;

CREATE OR REPLACE VIEW shared_company WITH (security_invoker = true) AS
SELECT workspace_id, id, name, domain, created_at, name_key, traits FROM company;

CREATE OR REPLACE VIEW shared_erased_address WITH (security_invoker = true) AS
SELECT workspace_id, hash, at FROM erased_address;
