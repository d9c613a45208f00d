-- The log. A row is never changed; erasing a person is the one thing that removes rows.
-- id holds the instant (48 bits of milliseconds) and a hash of the caller's message id, so that a
-- repeated message is the same row and rows stand in the order of time.
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
);
CREATE INDEX signal_of_person ON signal (workspace_id, person_id, at, id);
ALTER TABLE signal SET (autovacuum_vacuum_insert_scale_factor = 0.1);
SELECT wall('signal');

-- Where signals come from: a form, the tracking script, a key, an import, a person by hand.
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

CREATE TABLE form (
    workspace_id integer NOT NULL,
    slug text COLLATE "C" NOT NULL,
    name text NOT NULL,
    definition jsonb NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, slug)
);
SELECT wall('form');
