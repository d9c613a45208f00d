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

-- A lead magnet: what a visitor gets for filling in a form, tied to one named problem.
CREATE TABLE offer (
    workspace_id integer NOT NULL,
    slug text COLLATE "C" NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    url text NOT NULL,
    problem text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, slug)
);
SELECT wall('offer');

-- Signs the hidden state of a workspace's form pages.
CREATE TABLE form_seal (
    workspace_id integer NOT NULL PRIMARY KEY,
    secret bytea NOT NULL
);
SELECT wall('form_seal');

-- Which answers of which form page have been sent, so that a second click is the same submission.
CREATE TABLE form_sent (
    workspace_id integer NOT NULL,
    page uuid NOT NULL,
    answers bytea NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, page, answers)
);
CREATE INDEX form_sent_age ON form_sent (workspace_id, at);
SELECT wall('form_sent');

-- How far each human visitor of a form came, written with the signals that show it. visitor is the
-- browser's anonymous id, or "person:" and the number where a signal came without one.
CREATE TABLE form_visitor (
    workspace_id integer NOT NULL,
    slug text COLLATE "C" NOT NULL,
    visitor text COLLATE "C" NOT NULL,
    person_id bigint NOT NULL,
    offer text COLLATE "C" NOT NULL DEFAULT '',
    seen_at timestamptz NOT NULL,
    viewed_at timestamptz,
    started_at timestamptz,
    submitted_at timestamptz,
    downloaded_at timestamptz,
    PRIMARY KEY (workspace_id, slug, visitor)
);
CREATE INDEX form_visitor_person ON form_visitor (workspace_id, person_id);
SELECT wall('form_visitor');
