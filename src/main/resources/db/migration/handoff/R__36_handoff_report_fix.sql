-- Must be empty: open leads that nobody has, or that have no dated next action.
CREATE OR REPLACE VIEW report_forgotten WITH (security_invoker = true) AS
SELECT s.workspace_id, s.person_id, 'in nobody''s hands' AS what
FROM handoff_stage h
JOIN report_standing s ON s.workspace_id = h.workspace_id AND s.run = h.run AND s.stage = h.stage AND s.outcome = 0
JOIN shared_funnel f ON f.workspace_id = h.workspace_id AND f.active_run = h.run
LEFT JOIN handed_lead l
    ON l.workspace_id = s.workspace_id AND l.person_id = s.person_id AND l.funnel_id = f.id
WHERE l.person_id IS NULL
UNION ALL
SELECT workspace_id, person_id, 'without an owner' FROM handed_lead WHERE owner_id IS NULL;
