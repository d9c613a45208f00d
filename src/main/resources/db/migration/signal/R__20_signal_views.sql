CREATE OR REPLACE VIEW report_source WITH (security_invoker = true) AS
SELECT workspace_id, id, kind, name, form_slug FROM source;

-- What counts as a first response by a human, whoever asks: the clocks mean the same three kinds.
CREATE OR REPLACE VIEW report_response WITH (security_invoker = true) AS
SELECT workspace_id, person_id, at FROM signal
WHERE human AND kind IN ('call_logged', 'meeting_held', 'email_sent');
