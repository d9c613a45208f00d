-- Browsers in which a user has signed in; strangers' guesses do not count against them.
CREATE TABLE known_device (
    user_id integer NOT NULL REFERENCES app_user ON DELETE CASCADE,
    hash text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (hash, user_id)
);

ALTER TABLE idempotency ADD COLUMN location text;

-- An invitation is open until it is used, withdrawn or too old; its link is known by its hash only.
CREATE TABLE invitation (
    workspace_id integer NOT NULL,
    id integer GENERATED ALWAYS AS IDENTITY,
    hash text COLLATE "C" NOT NULL,
    email text COLLATE "C" NOT NULL,
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'member')),
    team text NOT NULL CHECK (team IN ('marketing', 'sales', 'success')),
    created_by integer NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, hash)
);
SELECT wall('invitation');
