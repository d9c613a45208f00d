COMMENT ON TABLE form IS 'belongs to form';
