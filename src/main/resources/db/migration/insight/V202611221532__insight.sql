-- What a workspace holds a metric against; without a row the published range that ships with Sluice counts.
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

-- What was spent on a source in a month; campaign '' is the source as a whole.
CREATE TABLE spend (
    workspace_id integer NOT NULL,
    source text COLLATE "C" NOT NULL,
    campaign text COLLATE "C" NOT NULL DEFAULT '',
    month date NOT NULL,
    amount numeric(14, 2) NOT NULL CHECK (amount >= 0),
    set_by integer,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, source, campaign, month)
);
SELECT wall('spend');

-- What is to be won in a month.
CREATE TABLE target (
    workspace_id integer NOT NULL,
    month date NOT NULL,
    amount numeric(14, 2) NOT NULL CHECK (amount >= 0),
    set_by integer,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, month)
);
SELECT wall('target');
