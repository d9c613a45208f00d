CREATE SEQUENCE deal_number CACHE 1;

-- What the log of a deal comes to. key: the deal in another system's words, or the signal that opened it.
-- owner, sdr: as told, where that is nobody of the workspace; version counts its changes.
CREATE TABLE deal (
    workspace_id integer NOT NULL,
    id bigint NOT NULL DEFAULT nextval('deal_number'),
    key text COLLATE "C" NOT NULL,
    funnel_id integer NOT NULL,
    person_id bigint NOT NULL,
    pipeline text COLLATE "C" NOT NULL DEFAULT '',
    title text NOT NULL DEFAULT '',
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'won', 'lost')),
    stage text COLLATE "C" NOT NULL DEFAULT '',
    stage_entered_at timestamptz,
    opened_at timestamptz,
    closed_at timestamptz,
    reason text NOT NULL DEFAULT '',
    amount numeric(14, 2),
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
SELECT wall('deal');

-- The log of a deal: a signal each, and what the deal was after it.
-- run: the version whose gates judged it. held: what it lacked to move the deal; null where it did what it says.
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
    step text,
    state text NOT NULL DEFAULT '',
    stage text COLLATE "C" NOT NULL DEFAULT '',
    amount numeric(14, 2),
    currency text NOT NULL DEFAULT '',
    expected_close date,
    owner_id integer,
    PRIMARY KEY (workspace_id, deal_id, at, signal_id)
);
SELECT wall('deal_event');

-- Who takes part, with their role in it; the one that a deal is opened with too, with '' until it is told.
CREATE TABLE deal_person (
    workspace_id integer NOT NULL,
    deal_id bigint NOT NULL,
    person_id bigint NOT NULL,
    role text NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, deal_id, person_id)
);
CREATE INDEX deal_person_of ON deal_person (workspace_id, person_id);
SELECT wall('deal_person');

-- When a person who takes part in an open deal was last heard of, or written or spoken to.
CREATE TABLE deal_heard (
    workspace_id integer NOT NULL,
    person_id bigint NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, person_id)
);
SELECT wall('deal_heard');

-- scores: what the person carried when the deal was opened, by the ledger as it is believed today.
CREATE VIEW report_deal WITH (security_invoker = true) AS
SELECT d.workspace_id, d.id AS deal_id, d.funnel_id, d.pipeline,
       coalesce(nullif(d.title, ''), c.name, p.name, p.email, 'Deal ' || d.id) AS title,
       d.person_id, p.company_id, c.name AS company,
       d.owner_id, coalesce(o.name, nullif(d.owner, '')) AS owner,
       d.sdr_id, coalesce(s.name, nullif(d.sdr, '')) AS sdr,
       d.state, d.stage, d.amount, d.currency, d.expected_close, d.opened_at, d.stage_entered_at, d.closed_at,
       nullif(d.reason, '') AS reason, p.first_source_id AS source_id, p.origin,
       scores.fit AS score_fit, scores.engagement AS score_engagement
FROM deal d
JOIN person p ON p.workspace_id = d.workspace_id AND p.id = d.person_id
LEFT JOIN company c ON c.workspace_id = p.workspace_id AND c.id = p.company_id
LEFT JOIN app_user o ON o.id = d.owner_id
LEFT JOIN app_user s ON s.id = d.sdr_id
LEFT JOIN LATERAL (
    SELECT t.fit, t.engagement FROM transition t
    WHERE t.workspace_id = d.workspace_id AND t.funnel_id = d.funnel_id AND t.person_id = d.person_id
      AND t.at <= d.opened_at AND t.superseded_at IS NULL AND t.fit IS NOT NULL
    ORDER BY t.at DESC, t.id DESC LIMIT 1) scores ON true;

-- One row for each stay in a stage; left_at is null while the deal is there.
CREATE VIEW report_deal_stage WITH (security_invoker = true) AS
SELECT workspace_id, deal_id, pipeline, stage, entered_at, left_at
FROM (SELECT e.workspace_id, e.deal_id, d.pipeline, e.stage, e.at AS entered_at, e.step,
             CASE e.step WHEN 'passed' THEN e.at
                 ELSE lead(e.at) OVER (PARTITION BY e.workspace_id, e.deal_id ORDER BY e.at, e.signal_id) END AS left_at
      FROM deal_event e JOIN deal d ON d.workspace_id = e.workspace_id AND d.id = e.deal_id
      WHERE e.step IS NOT NULL) stays
WHERE step <> 'closed';

-- What a deal was after each change; as of any instant it is the last row not later than that.
CREATE VIEW report_deal_log WITH (security_invoker = true) AS
SELECT workspace_id, deal_id, at, signal_id, state, stage, amount, currency, expected_close, owner_id
FROM deal_event;
