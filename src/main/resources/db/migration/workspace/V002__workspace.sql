-- What must be read before the workspace is known is outside the wall and holds no lead's data.
CREATE TABLE workspace (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    time_zone text NOT NULL DEFAULT 'UTC',
    currency text NOT NULL DEFAULT 'USD',
    country text NOT NULL DEFAULT 'US',
    settings jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL
);

CREATE TABLE app_user (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text COLLATE "C" NOT NULL UNIQUE,
    name text NOT NULL,
    password_hash text,
    created_at timestamptz NOT NULL,
    password_changed_at timestamptz
);

CREATE TABLE membership (
    workspace_id integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
    user_id integer NOT NULL REFERENCES app_user ON DELETE CASCADE,
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'member')),
    team text NOT NULL CHECK (team IN ('marketing', 'sales', 'success')),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX membership_of_user ON membership (user_id);

-- Every public key (API key, write key, form address, invitation) by the hash or name that it is found by.
CREATE TABLE public_key (
    kind text NOT NULL CHECK (kind IN ('api_key', 'write_key', 'form', 'invitation')),
    opens text COLLATE "C" NOT NULL,
    workspace_id integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
    PRIMARY KEY (kind, opens)
);

-- public_token: a write key is part of web pages and no secret; it is readable, so that snippets can show it again.
CREATE TABLE api_key (
    workspace_id integer NOT NULL,
    id integer GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL CHECK (kind IN ('api_key', 'write_key')),
    name text NOT NULL,
    hash text NOT NULL,
    hint text NOT NULL,
    public_token text,
    scopes text[] NOT NULL DEFAULT '{}',
    created_by integer,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, hash)
);
SELECT wall('api_key');

CREATE TABLE audit_entry (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    user_id integer,
    what text NOT NULL,
    about text NOT NULL,
    details jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (workspace_id, id)
);
SELECT wall('audit_entry');

CREATE TABLE idempotency (
    workspace_id integer NOT NULL,
    caller text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    status integer,
    content_type text,
    location text,
    body bytea,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, caller, key)
);
SELECT wall('idempotency');
CREATE INDEX idempotency_age ON idempotency (workspace_id, created_at);

-- Browsers in which a user has signed in; failed attempts elsewhere do not count against them.
CREATE TABLE known_device (
    user_id integer NOT NULL REFERENCES app_user ON DELETE CASCADE,
    hash text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (hash, user_id)
);

-- An invitation is open until it is used, withdrawn or expired; of its link only the hash is stored.
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

CREATE TABLE spring_session (
    primary_id char(36) NOT NULL PRIMARY KEY,
    session_id char(36) NOT NULL UNIQUE,
    creation_time bigint NOT NULL,
    last_access_time bigint NOT NULL,
    max_inactive_interval integer NOT NULL,
    expiry_time bigint NOT NULL,
    principal_name varchar(100)
);
CREATE INDEX spring_session_expiry ON spring_session (expiry_time);
CREATE INDEX spring_session_principal ON spring_session (principal_name);
CREATE TABLE spring_session_attributes (
    session_primary_id char(36) NOT NULL REFERENCES spring_session (primary_id) ON DELETE CASCADE,
    attribute_name varchar(200) NOT NULL,
    attribute_bytes bytea NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
