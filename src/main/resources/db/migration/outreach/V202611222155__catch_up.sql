-- When the next of the steps that are late by days may be taken up, so that a long silence does not end in a flood.
CREATE TABLE catch_up (
    workspace_id integer NOT NULL PRIMARY KEY,
    next_at timestamptz NOT NULL
);
SELECT wall('catch_up');
