-- A row without a signal asks for the whole person to be folded again; a parked row could not be folded.
ALTER TABLE inbox ALTER COLUMN signal_id DROP NOT NULL;
ALTER TABLE inbox ADD parked boolean NOT NULL DEFAULT false;

-- A late signal or a merge can take a decision's ground away: it stays in the ledger, superseded.
ALTER TABLE transition ADD superseded_at timestamptz;
