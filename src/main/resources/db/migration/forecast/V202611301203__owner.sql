COMMENT ON TABLE target IS 'belongs to forecast';
