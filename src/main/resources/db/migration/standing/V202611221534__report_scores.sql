-- With the scores that the person carried at the decision.
CREATE OR REPLACE VIEW report_decision WITH (security_invoker = true) AS
SELECT workspace_id, funnel_id, person_id, id, at, decided_at, kind, stage, from_stage, move, version, because,
       fit, engagement
FROM transition WHERE superseded_at IS NULL;
