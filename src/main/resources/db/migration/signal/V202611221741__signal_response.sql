-- A human's first response, as reports and clocks look for it: few signals of many.
CREATE INDEX signal_response ON signal (workspace_id, person_id, at)
    WHERE human AND kind IN ('call_logged', 'meeting_held', 'email_sent');
