-- The list of people filtered by where they came from is taken stage by stage, each in the order of engagement:
-- the same number of indexes as before, with the stage and a tie-breaker in it.
DROP INDEX standing_by_origin;
CREATE INDEX standing_by_origin ON standing (workspace_id, run, origin, stage, rank DESC, person_id);
