ALTER TABLE handoff_answer ADD COLUMN form text;
COMMENT ON COLUMN handoff_answer.form IS 'the form that the person sent last before the answer';
