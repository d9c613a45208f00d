CREATE SEQUENCE deal_number CACHE 1;

-- What the log of a deal adds up to. state unopened: a person without a deal was lost, and no deal is shown. key: the deal's id in another system, or the signal that opened it.
-- owner, sdr: the name in the signal, if it is no user of the workspace. source_id, origin: where the buyer came from,
-- as last known before an erasure. version counts the changes.
CREATE TABLE deal (
    workspace_id integer NOT NULL,
    id bigint NOT NULL DEFAULT nextval('deal_number'),
    key text COLLATE "C" NOT NULL,
    funnel_id integer NOT NULL,
    person_id bigint NOT NULL,
    pipeline text COLLATE "C" NOT NULL DEFAULT '',
    title text NOT NULL DEFAULT '',
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'won', 'lost', 'unopened')),
    stage text COLLATE "C" NOT NULL DEFAULT '',
    stage_entered_at timestamptz,
    opened_at timestamptz,
    closed_at timestamptz,
    reason text NOT NULL DEFAULT '',
    source_id integer,
    origin text COLLATE "C",
    amount numeric,
    currency text NOT NULL DEFAULT '',
    expected_close date,
    next_step text NOT NULL DEFAULT '',
    next_step_at date,
    owner_id integer,
    owner text NOT NULL DEFAULT '',
    sdr_id integer,
    sdr text NOT NULL DEFAULT '',
    products text[] NOT NULL DEFAULT '{}',
    competitors text[] NOT NULL DEFAULT '{}',
    objections jsonb NOT NULL DEFAULT '[]',
    heard_at timestamptz,
    kept_at timestamptz,
    version integer NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, key)
) WITH (fillfactor = 80);
CREATE INDEX deal_of_person ON deal (workspace_id, person_id);
CREATE INDEX deal_open ON deal (workspace_id, funnel_id, pipeline, stage) WHERE state = 'open';
CREATE INDEX deal_opened ON deal (workspace_id, opened_at);
-- Closed deals without what screens ask for; their owners are asked for it.
CREATE INDEX deal_asking ON deal (workspace_id, closed_at)
    WHERE state = 'won' AND amount IS NULL OR state = 'lost' AND reason = 'not_told';
SELECT wall('deal');

-- The log of a deal: one row for each signal, and what the deal was after it.
-- run: the version whose gates judged it. held: what was missing to move the deal; null where the entry had its effect.
-- judged: its effect is settled, because someone whose history was asked is erased; person_id 0 is an erased person.
-- step: it began a stay in a stage ('entered'), ended the deal ('closed'), or both at once ('passed').
CREATE TABLE deal_event (
    workspace_id integer NOT NULL,
    deal_id bigint NOT NULL,
    at timestamptz NOT NULL,
    signal_id uuid NOT NULL,
    person_id bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text NOT NULL DEFAULT '',
    data jsonb NOT NULL DEFAULT '{}',
    run integer NOT NULL,
    held text[],
    judged boolean NOT NULL DEFAULT false,
    step text,
    state text NOT NULL DEFAULT '',
    stage text COLLATE "C" NOT NULL DEFAULT '',
    amount numeric,
    currency text NOT NULL DEFAULT '',
    expected_close date,
    owner_id integer,
    owner text NOT NULL DEFAULT '',
    reason text NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, deal_id, at, signal_id)
);
SELECT wall('deal_event');

-- The contacts of a deal with their buying role, the one who opened it included; '' until the role is known.
CREATE TABLE deal_person (
    workspace_id integer NOT NULL,
    deal_id bigint NOT NULL,
    person_id bigint NOT NULL,
    role text NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, deal_id, person_id)
);
CREATE INDEX deal_person_of ON deal_person (workspace_id, person_id);
SELECT wall('deal_person');

-- The last contact, in either direction, with a person who is a contact of an open deal.
CREATE TABLE deal_last_contact (
    workspace_id integer NOT NULL,
    person_id bigint NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, person_id)
);
SELECT wall('deal_last_contact');
