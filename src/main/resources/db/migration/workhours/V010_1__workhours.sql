-- Who can get leads, when they work, and how many at once. A user without a row works the workspace's
-- ordinary week. hours: for each day from Monday a list of [from, to) in minutes of the day, in the user's zone.
CREATE TABLE availability (
    workspace_id integer NOT NULL,
    user_id integer NOT NULL,
    zone text,
    hours jsonb,
    capacity integer,
    weight integer NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 100),
    PRIMARY KEY (workspace_id, user_id)
);
SELECT wall('availability');

-- Days, both inclusive, on which a user is away; the cover gets their leads meanwhile.
CREATE TABLE absence (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    user_id integer NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    cover_id integer,
    note text NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, id),
    CHECK (to_day >= from_day)
);
SELECT wall('absence');

CREATE TABLE holiday (
    workspace_id integer NOT NULL,
    day date NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (workspace_id, day)
);
SELECT wall('holiday');
