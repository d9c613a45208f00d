-- The list of people by the day they were first seen, and by the door they first came through: few of many
-- are found without reading the rest. Each is one more entry to write for a new person, none for a changed one.
CREATE INDEX person_by_created ON person (workspace_id, created_at DESC, id DESC) WHERE merged_into IS NULL;
CREATE INDEX person_by_first_source ON person (workspace_id, first_source_id, id);

-- The key of a workspace's hashes of erased addresses: without it nobody can try addresses against them.
CREATE TABLE erasure_key (
    workspace_id integer PRIMARY KEY,
    secret bytea NOT NULL
);
SELECT wall('erasure_key');
