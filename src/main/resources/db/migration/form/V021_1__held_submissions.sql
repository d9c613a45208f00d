-- Submissions that look like a bot's, kept until a user accepts or deletes them. answers is a hash, so that the same
-- answers sent again are one row; message is the id under which they are recorded. person_id is known where the
-- submission is in the log already, as a bot's.
CREATE TABLE held_submission (
    workspace_id integer NOT NULL,
    id uuid NOT NULL,
    slug text COLLATE "C" NOT NULL,
    answers bytea NOT NULL,
    at timestamptz NOT NULL,
    reason text COLLATE "C" NOT NULL,
    message text COLLATE "C" NOT NULL,
    source_id integer NOT NULL,
    person_id bigint,
    email text COLLATE "C",
    visitor text COLLATE "C",
    traits jsonb NOT NULL,
    data jsonb NOT NULL,
    consent_kind text COLLATE "C",
    consent text,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, slug, answers)
);
CREATE INDEX held_submission_at ON held_submission (workspace_id, slug, at DESC, id DESC);
CREATE INDEX held_submission_email ON held_submission (workspace_id, email);
SELECT wall('held_submission');
