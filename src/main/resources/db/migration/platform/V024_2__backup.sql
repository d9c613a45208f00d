-- One row while nothing may be sent: after a restore, until an owner says that this is the place to send from.
CREATE TABLE sending_pause (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    since timestamptz NOT NULL,
    backup_of timestamptz NOT NULL
);

-- The schedule of backups, one for the whole installation, and what became of the last one; failed_why is null after a
-- success.
CREATE TABLE backup_schedule (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    enabled boolean NOT NULL,
    hour integer NOT NULL CHECK (hour BETWEEN 0 AND 23),
    time_zone text NOT NULL,
    keep integer NOT NULL CHECK (keep BETWEEN 1 AND 365),
    last_at timestamptz,
    last_file text,
    failed_at timestamptz,
    failed_why text
);

-- A backup says by which migrations its schema was made.
GRANT SELECT ON flyway_schema_history TO sluice_app;
