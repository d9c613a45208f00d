CREATE TABLE funnel (
    workspace_id integer NOT NULL,
    id integer GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    active_run integer,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, name)
);
SELECT wall('funnel');

-- run numbers one reading of the log by one version: standings are stored by run, so that a new version
-- can be replayed beside the active one and the switch is one row.
CREATE TABLE funnel_version (
    workspace_id integer NOT NULL,
    run integer GENERATED ALWAYS AS IDENTITY UNIQUE,
    funnel_id integer NOT NULL,
    version integer NOT NULL,
    state text NOT NULL CHECK (state IN ('draft', 'checked', 'activating', 'active', 'retired')),
    yaml text NOT NULL,
    note text NOT NULL DEFAULT '',
    overruled jsonb NOT NULL DEFAULT '[]',
    created_by integer,
    created_at timestamptz NOT NULL,
    activated_at timestamptz,
    done bigint NOT NULL DEFAULT 0,
    total bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, funnel_id, version)
);
SELECT wall('funnel_version');

-- What lists, counts and reports read. Written when the result changes, not with every signal.
-- reached: bit n = the n-th stage of the definition has been reached, at reached_at[n+1].
-- started_at: when the person reached the funnel's first stage, or else the earliest of any, so that reports
-- need not open the array of every row.
CREATE TABLE standing (
    workspace_id integer NOT NULL,
    run integer NOT NULL,
    person_id bigint NOT NULL,
    stage smallint NOT NULL,
    outcome smallint NOT NULL,
    fit real NOT NULL,
    rank double precision NOT NULL,
    entered_at timestamptz NOT NULL,
    started_at timestamptz,
    source_id integer NOT NULL,
    origin text COLLATE "C",
    reached integer NOT NULL,
    reached_at timestamptz[] NOT NULL,
    reason text,
    flags text[] NOT NULL DEFAULT '{}',
    due_at timestamptz,
    PRIMARY KEY (workspace_id, run, person_id)
) WITH (fillfactor = 80);
CREATE INDEX standing_ranked ON standing (workspace_id, run, stage, rank DESC, person_id);
-- The list of people filtered by origin is read stage by stage, each in the order of engagement.
CREATE INDEX standing_by_origin ON standing (workspace_id, run, origin, stage, rank DESC, person_id);
CREATE INDEX standing_due ON standing (workspace_id, due_at) WHERE due_at IS NOT NULL;
-- Without it the planner expects a handful of people in any period, and sorts a million.
CREATE STATISTICS standing_begun ON (coalesce(started_at, entered_at)) FROM standing;
ALTER TABLE standing ALTER COLUMN reached_at SET STATISTICS 0;
SELECT wall('standing');

-- The fold's own memory of a person, opaque to SQL.
CREATE TABLE standing_state (
    workspace_id integer NOT NULL,
    run integer NOT NULL,
    person_id bigint NOT NULL,
    state bytea STORAGE MAIN NOT NULL,
    PRIMARY KEY (workspace_id, run, person_id)
) WITH (fillfactor = 70);
ALTER TABLE standing_state ALTER COLUMN state SET STATISTICS 0;
SELECT wall('standing_state');

-- The transition ledger: every decision with its version, its cause and its reasons. superseded_at: a late
-- signal or a merge took away what it was based on; it stays in the ledger.
CREATE TABLE transition (
    workspace_id integer NOT NULL,
    funnel_id integer NOT NULL,
    person_id bigint NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    decided_at timestamptz NOT NULL,
    superseded_at timestamptz,
    kind text NOT NULL,
    stage text,
    from_stage text,
    move text,
    version integer NOT NULL,
    fit real,
    engagement real,
    because jsonb NOT NULL,
    PRIMARY KEY (workspace_id, funnel_id, person_id, id)
);
CREATE INDEX transition_newest ON transition (workspace_id, funnel_id, at DESC);
-- Reports ask who was ever lost or disqualified; most never were.
CREATE INDEX transition_closed ON transition (workspace_id, funnel_id, person_id)
    WHERE superseded_at IS NULL AND kind IN ('lost', 'disqualified');
ALTER TABLE transition ALTER COLUMN because SET STATISTICS 0;
SELECT wall('transition');

-- Signals that wait for the fold. A row is written with its signal and removed with its decision. A row without a
-- signal asks for the whole person to be folded again; a parked row could not be folded.
CREATE TABLE evaluation_queue (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    signal_id uuid,
    parked boolean NOT NULL DEFAULT false,
    PRIMARY KEY (workspace_id, id)
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0);
SELECT wall('evaluation_queue');

-- People evaluated while a version is being replayed; they are folded once more before the switch.
CREATE TABLE replay_touched (
    workspace_id integer NOT NULL,
    run integer NOT NULL,
    person_id bigint NOT NULL,
    PRIMARY KEY (workspace_id, run, person_id)
);
SELECT wall('replay_touched');
