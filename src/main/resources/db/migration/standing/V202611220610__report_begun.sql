-- started_at is from now on when the person reached the funnel's first stage, or else the earliest of any, so that
-- reports need not open the array of every row.
UPDATE standing SET started_at = reached_at[1] WHERE reached_at[1] <> started_at;
CREATE OR REPLACE VIEW report_standing WITH (security_invoker = true) AS
SELECT workspace_id, run, person_id, stage, outcome, entered_at, source_id, origin, reached, reached_at,
       coalesce(started_at, entered_at) AS begun_at
FROM standing;
-- Without it the planner takes a period for a handful of people, and sorts a million.
CREATE STATISTICS standing_begun ON (coalesce(started_at, entered_at)) FROM standing;
