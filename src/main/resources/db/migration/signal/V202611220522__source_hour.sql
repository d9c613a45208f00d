-- How much each source has said, hour by hour of arrival: the Sources page counts here, never in the log.
-- kind is one of a closed list, "other" for the rest, so that a caller cannot make rows without end.
CREATE TABLE source_hour (
    workspace_id integer NOT NULL,
    source_id integer NOT NULL,
    hour timestamptz NOT NULL,
    kind text COLLATE "C" NOT NULL,
    humans bigint NOT NULL,
    machines bigint NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, source_id, hour, kind)
) WITH (fillfactor = 50);
SELECT wall('source_hour');
