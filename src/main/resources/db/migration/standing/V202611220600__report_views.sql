-- What reports read. begun_at: when the person reached the funnel's first stage, or else any, or else was first seen.
CREATE VIEW report_standing WITH (security_invoker = true) AS
SELECT workspace_id, run, person_id, stage, outcome, entered_at, source_id, origin, reached, reached_at,
       coalesce(reached_at[1], started_at, entered_at) AS begun_at
FROM standing;

CREATE VIEW report_decision WITH (security_invoker = true) AS
SELECT workspace_id, funnel_id, person_id, id, at, decided_at, kind, stage, from_stage, move, version, because
FROM transition WHERE superseded_at IS NULL;

-- The newest decisions of a funnel, for whoever watches.
CREATE INDEX transition_newest ON transition (workspace_id, funnel_id, at DESC);
