-- begun_at: when the person reached the funnel's first stage, or else any, or else was first seen.
CREATE OR REPLACE VIEW report_standing WITH (security_invoker = true) AS
SELECT workspace_id, run, person_id, stage, outcome, entered_at, source_id, origin, reached, reached_at,
       coalesce(started_at, entered_at) AS begun_at
FROM standing;

-- The decisions in force, with the scores that the person had at each.
CREATE OR REPLACE VIEW report_decision WITH (security_invoker = true) AS
SELECT workspace_id, funnel_id, person_id, id, at, decided_at, kind, stage, from_stage, move, version, because,
       fit, engagement
FROM transition WHERE superseded_at IS NULL;
