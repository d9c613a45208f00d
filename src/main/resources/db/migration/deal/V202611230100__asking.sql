-- Closed deals that were told without what screens ask for; their owners are asked for it.
CREATE INDEX deal_asking ON deal (workspace_id, closed_at)
    WHERE state = 'won' AND amount IS NULL OR state = 'lost' AND reason = 'not_told';
