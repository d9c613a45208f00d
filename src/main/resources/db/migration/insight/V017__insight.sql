-- What a workspace compares a metric with; without a row the published range that ships with Sluice counts.
CREATE TABLE benchmark (
    workspace_id integer NOT NULL,
    metric text COLLATE "C" NOT NULL,
    low double precision NOT NULL,
    high double precision NOT NULL CHECK (high >= low),
    source text NOT NULL,
    set_by integer,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, metric)
);
SELECT wall('benchmark');

-- Money spent on a source in a month; campaign '' is the source as a whole.
CREATE TABLE source_spend (
    workspace_id integer NOT NULL,
    source text COLLATE "C" NOT NULL,
    campaign text COLLATE "C" NOT NULL DEFAULT '',
    month date NOT NULL,
    amount numeric(14, 2) NOT NULL CHECK (amount >= 0),
    set_by integer,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, source, campaign, month)
);
SELECT wall('source_spend');

-- Who wants or does not want the weekly review by email; without a row owners get it and others do not.
CREATE TABLE weekly_review_subscription (
    workspace_id integer NOT NULL,
    user_id integer NOT NULL,
    wanted boolean NOT NULL,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, user_id)
);
SELECT wall('weekly_review_subscription');

-- A threshold that the audit of a quarter proposes; its draft is a version of the definition that no one has activated.
CREATE TABLE threshold_proposal (
    workspace_id integer NOT NULL,
    funnel_id integer NOT NULL,
    quarter date NOT NULL,
    stage text NOT NULL,
    asked double precision NOT NULL,
    proposed double precision NOT NULL,
    wins bigint NOT NULL,
    wins_kept bigint NOT NULL,
    losses bigint NOT NULL,
    losses_kept_out bigint NOT NULL,
    version integer NOT NULL,
    proposed_at timestamptz NOT NULL,
    dismissed_at timestamptz,
    dismissed_by integer,
    PRIMARY KEY (workspace_id, funnel_id, quarter)
);
SELECT wall('threshold_proposal');
