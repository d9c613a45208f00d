-- The application keeps the planner's statistics in step itself (Statistics).
GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO sluice_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT MAINTAIN ON TABLES TO sluice_app;
