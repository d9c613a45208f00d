-- What other modules may read inside their transactions; the report views may one day lag behind.
CREATE OR REPLACE VIEW shared_standing WITH (security_invoker = true) AS
SELECT workspace_id, run, person_id, stage, outcome, entered_at, source_id, origin, reached, reached_at,
       coalesce(started_at, entered_at) AS begun_at, fit, rank, flags, reason
FROM standing;

CREATE OR REPLACE VIEW shared_funnel WITH (security_invoker = true) AS
SELECT workspace_id, id, name, active_run FROM funnel;
