-- Must be empty: open leads that no one has, or that have no dated next step.
CREATE OR REPLACE VIEW report_forgotten WITH (security_invoker = true) AS
SELECT s.workspace_id, s.person_id, 'in nobody''s hands' AS what
FROM handoff_stage h
JOIN report_standing s ON s.workspace_id = h.workspace_id AND s.run = h.run AND s.stage = h.stage AND s.outcome = 0
JOIN shared_funnel f ON f.workspace_id = h.workspace_id AND f.active_run = h.run
LEFT JOIN lead_assignment l
    ON l.workspace_id = s.workspace_id AND l.person_id = s.person_id AND l.funnel_id = f.id
WHERE l.person_id IS NULL
UNION ALL
SELECT workspace_id, person_id, 'without an owner' FROM lead_assignment WHERE owner_id IS NULL;

-- Who had a lead last.
CREATE OR REPLACE VIEW report_owner WITH (security_invoker = true) AS
SELECT DISTINCT ON (workspace_id, person_id, funnel_id) workspace_id, person_id, funnel_id, owner_id
FROM assignment ORDER BY workspace_id, person_id, funnel_id, id DESC;

-- What is to be done next, for modules that show it beside their own: of a person, and of a deal where it is for one.
CREATE OR REPLACE VIEW shared_next_step WITH (security_invoker = true) AS
SELECT workspace_id, id, person_id, deal_id, owner_id, kind, what, due_at FROM next_step WHERE done_at IS NULL;
