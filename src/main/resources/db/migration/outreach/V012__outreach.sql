-- A sequence and its newest version; paused_why says who or what paused it.
CREATE TABLE sequence (
    workspace_id integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    status text NOT NULL CHECK (status IN ('draft', 'running', 'paused')),
    paused_why text NOT NULL DEFAULT '',
    version integer NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, name)
);
SELECT wall('sequence');

CREATE TABLE sequence_version (
    workspace_id integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    plan jsonb NOT NULL,
    at timestamptz NOT NULL,
    by_user integer,
    PRIMARY KEY (workspace_id, name, version)
);
SELECT wall('sequence_version');

-- A person in a sequence. next_step is due at due_at, as that version defines it. held: what a step waits for besides
-- time. stage and funnel: where the person was at the start, for exits that ask.
CREATE TABLE enrolment (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    sequence text COLLATE "C" NOT NULL,
    person_id bigint NOT NULL,
    recorded_for bigint, -- before a merge gave it to person_id
    version integer NOT NULL,
    state text NOT NULL CHECK (state IN ('active', 'paused', 'done', 'stopped')),
    why text NOT NULL DEFAULT '',
    next_step text NOT NULL,
    due_at timestamptz NOT NULL,
    held text NOT NULL DEFAULT '',
    priority integer NOT NULL,
    funnel_id integer,
    stage text,
    cause text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    by_user integer,
    PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX enrolment_once ON enrolment (workspace_id, person_id, sequence) WHERE state IN ('active', 'paused');
CREATE INDEX enrolment_due ON enrolment (workspace_id, due_at) WHERE state = 'active';
CREATE INDEX enrolment_of_sequence ON enrolment (workspace_id, sequence, started_at DESC);
CREATE INDEX enrolment_of_person ON enrolment (workspace_id, person_id, started_at DESC);
SELECT wall('enrolment');

-- The steps of an enrolment that are done. A step is done once, whatever crashes meanwhile.
CREATE TABLE enrolment_step (
    workspace_id integer NOT NULL,
    enrolment_id bigint NOT NULL,
    step text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    what text NOT NULL,
    PRIMARY KEY (workspace_id, enrolment_id, step)
);
SELECT wall('enrolment_step');

-- The one email that sequences may send a person on one day, in the person's time zone.
CREATE TABLE mail_day (
    workspace_id integer NOT NULL,
    person_id bigint NOT NULL,
    day date NOT NULL,
    enrolment_id bigint NOT NULL,
    PRIMARY KEY (workspace_id, person_id, day)
);
SELECT wall('mail_day');

-- The outcome of each email of a sequence, from its signals.
CREATE TABLE mail_outcome (
    workspace_id integer NOT NULL,
    message_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_for bigint, -- before a merge gave it to person_id
    sequence text COLLATE "C" NOT NULL,
    step text COLLATE "C" NOT NULL,
    variant text COLLATE "C" NOT NULL,
    sent_at timestamptz NOT NULL,
    opened_at timestamptz,
    clicked_at timestamptz,
    replied_at timestamptz,
    bounced_at timestamptz,
    complained_at timestamptz,
    unsubscribed_at timestamptz,
    meeting_at timestamptz,
    moved_at timestamptz,
    PRIMARY KEY (workspace_id, message_id)
) WITH (fillfactor = 80);
CREATE INDEX mail_outcome_of_person ON mail_outcome (workspace_id, person_id, sent_at DESC);
CREATE INDEX mail_outcome_of_sequence ON mail_outcome (workspace_id, sequence, sent_at);
SELECT wall('mail_outcome');

-- The automatic answer to one form submission.
CREATE TABLE first_touch (
    workspace_id integer NOT NULL,
    signal_id uuid NOT NULL,
    person_id bigint NOT NULL,
    recorded_for bigint, -- before a merge gave it to person_id
    form text NOT NULL,
    at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('due', 'planned', 'sent', 'held', 'left_out')),
    template text NOT NULL DEFAULT '',
    why text NOT NULL DEFAULT '',
    sent_at timestamptz,
    PRIMARY KEY (workspace_id, signal_id)
);
CREATE INDEX first_touch_due ON first_touch (workspace_id, at) WHERE state = 'due';
CREATE INDEX first_touch_of_person ON first_touch (workspace_id, person_id, at DESC);
SELECT wall('first_touch');

-- When the next of the steps that are days late may run, so that a long outage does not end in a flood.
CREATE TABLE late_step_throttle (
    workspace_id integer NOT NULL PRIMARY KEY,
    next_at timestamptz NOT NULL
);
SELECT wall('late_step_throttle');
