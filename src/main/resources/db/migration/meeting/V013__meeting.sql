-- A meeting as its signals describe it, and the task to record how it went. key is the calendar's uid where an
-- invitation brought it; sequence and stamped_at order what calendars say of it.
CREATE TABLE meeting (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    place text NOT NULL DEFAULT '',
    state text NOT NULL CHECK (state IN ('booked', 'held', 'missed', 'cancelled')),
    moved integer NOT NULL DEFAULT 0,
    sequence integer NOT NULL DEFAULT 0,
    stamped_at timestamptz,
    told_at timestamptz NOT NULL,
    task_id bigint,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, person_id, key)
);
SELECT wall('meeting');
