-- A lead that is still nurtured comes into somebody's hands while one of its flags waits for a look.
ALTER TABLE handed_lead DROP CONSTRAINT handed_lead_state_check;
ALTER TABLE handed_lead ADD CONSTRAINT handed_lead_state_check CHECK (state IN ('flagged', 'offered', 'accepted'));
