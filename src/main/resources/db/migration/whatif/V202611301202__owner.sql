COMMENT ON TABLE what_if IS 'belongs to whatif';
