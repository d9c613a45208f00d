-- The log. A row is never changed; erasing a person is the one thing that removes rows.
-- id is a hash of the caller's message id, so that a repeated message is the same row; without one it is chance.
-- No one asks the planner about the inside of a document; sampling them costs more than all other columns.
CREATE TABLE signal (
    workspace_id integer NOT NULL,
    id uuid NOT NULL,
    person_id bigint NOT NULL,
    at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    source_id integer NOT NULL,
    human boolean NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL DEFAULT '',
    traits jsonb,
    data jsonb,
    PRIMARY KEY (workspace_id, id)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.1);
CREATE INDEX signal_of_person ON signal (workspace_id, person_id, at, id);
-- First responses by a human, as reports and response clocks look for them: few signals of many.
CREATE INDEX signal_response ON signal (workspace_id, person_id, at)
    WHERE human AND kind IN ('call_logged', 'meeting_held', 'email_sent');
ALTER TABLE signal ALTER COLUMN traits SET STATISTICS 0, ALTER COLUMN data SET STATISTICS 0;
SELECT wall('signal');

-- Where signals come from: a form, the tracking script, a key, an import, a mailbox, or a user by hand.
CREATE TABLE source (
    workspace_id integer NOT NULL,
    id integer GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL CHECK (kind IN ('form', 'script', 'api', 'import', 'hand', 'mailbox')),
    name text NOT NULL,
    form_slug text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, kind, name)
);
SELECT wall('source');

-- How many signals each source has sent, by hour of arrival: the Sources page counts here, never in the log.
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
