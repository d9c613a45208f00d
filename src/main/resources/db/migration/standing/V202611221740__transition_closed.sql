-- Reports ask who was ever lost or disqualified; most never were.
CREATE INDEX transition_closed ON transition (workspace_id, funnel_id, person_id)
    WHERE superseded_at IS NULL AND kind IN ('lost', 'disqualified');
