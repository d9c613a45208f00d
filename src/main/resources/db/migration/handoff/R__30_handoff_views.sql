-- Must be empty: open leads that no member has, and replies that no member has to answer.
CREATE OR REPLACE VIEW report_forgotten WITH (security_invoker = true) AS
SELECT s.workspace_id, s.person_id, 'in nobody''s hands' AS what
FROM handoff_stage h
JOIN report_standing s ON s.workspace_id = h.workspace_id AND s.run = h.run AND s.stage = h.stage AND s.outcome = 0
JOIN shared_funnel f ON f.workspace_id = h.workspace_id AND f.active_run = h.run
LEFT JOIN lead_assignment l
    ON l.workspace_id = s.workspace_id AND l.person_id = s.person_id AND l.funnel_id = f.id
WHERE l.person_id IS NULL
UNION ALL
SELECT workspace_id, person_id, 'without an owner' FROM lead_assignment l
WHERE NOT EXISTS (SELECT FROM shared_member m WHERE m.workspace_id = l.workspace_id AND m.user_id = l.owner_id)
UNION ALL
SELECT workspace_id, person_id, 'a reply that no one has' FROM next_step s
WHERE done_at IS NULL AND kind = 'respond'
  AND NOT EXISTS (SELECT FROM shared_member m WHERE m.workspace_id = s.workspace_id AND m.user_id = s.owner_id);

-- Who had a lead when: one row for each stretch, so that every instant has exactly one owner of a lead that was ever
-- assigned. The first owner has what came before, too.
CREATE OR REPLACE VIEW report_owner WITH (security_invoker = true) AS
SELECT workspace_id, person_id, funnel_id, owner_id,
       CASE WHEN row_number() OVER stretches = 1 THEN '-infinity' ELSE since END AS since,
       coalesce(lead(since) OVER stretches, 'infinity') AS until
FROM assignment WINDOW stretches AS (PARTITION BY workspace_id, person_id, funnel_id ORDER BY id);

-- What is to be done next, for modules that show it beside their own: of a person, and of a deal where it is for one.
CREATE OR REPLACE VIEW shared_next_step WITH (security_invoker = true) AS
SELECT workspace_id, id, person_id, deal_id, owner_id, kind, what, due_at FROM next_step WHERE done_at IS NULL;
