-- Pairs of records that a user has said are two people, the smaller number first: they are not proposed as duplicates.
CREATE TABLE distinct_people (
    workspace_id integer NOT NULL,
    one bigint NOT NULL,
    other bigint NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, one, other),
    CHECK (one < other)
);
SELECT wall('distinct_people');
