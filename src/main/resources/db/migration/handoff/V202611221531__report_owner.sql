-- Who had a lead last, for reports.
CREATE VIEW report_owner WITH (security_invoker = true) AS
SELECT DISTINCT ON (workspace_id, person_id, funnel_id) workspace_id, person_id, funnel_id, owner_id
FROM assignment ORDER BY workspace_id, person_id, funnel_id, id DESC;

-- What counts as a first response by a human, whoever asks: the clocks mean the same three kinds.
CREATE VIEW report_response WITH (security_invoker = true) AS
SELECT workspace_id, person_id, at FROM signal
WHERE human AND kind IN ('call_logged', 'meeting_held', 'email_sent');
