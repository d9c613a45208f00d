CREATE TABLE mail_template (
    workspace_id integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    title text NOT NULL,
    format text NOT NULL CHECK (format IN ('text', 'html')),
    subject text NOT NULL,
    body text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, name)
);
SELECT wall('mail_template');

CREATE TABLE mail_snippet (
    workspace_id integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (workspace_id, name)
);
SELECT wall('mail_snippet');
