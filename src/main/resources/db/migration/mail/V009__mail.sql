-- The secret behind the tokens and Message-IDs of a workspace's messages.
CREATE TABLE mail_secret (
    workspace_id integer NOT NULL PRIMARY KEY,
    secret bytea NOT NULL
);
SELECT wall('mail_secret');

-- How a workspace sends; without a row it sends as the environment says, or into the built-in mailbox.
-- password: encrypted with a key that is not in the database.
CREATE TABLE mail_setting (
    workspace_id integer NOT NULL PRIMARY KEY,
    host text,
    port integer,
    tls text CHECK (tls IN ('none', 'starttls', 'tls')),
    user_name text,
    password bytea,
    from_address text,
    from_name text NOT NULL DEFAULT '',
    return_address text,
    plus boolean NOT NULL DEFAULT true,
    postal_address text NOT NULL DEFAULT '',
    accent text NOT NULL DEFAULT '',
    per_second integer,
    per_hour integer,
    per_day integer,
    domain_limits jsonb NOT NULL DEFAULT '{}',
    connections integer NOT NULL DEFAULT 8,
    paused boolean NOT NULL DEFAULT false
);
SELECT wall('mail_setting');

-- The sender of the email of a user, or of the users of a team.
CREATE TABLE mail_identity (
    workspace_id integer NOT NULL,
    id integer GENERATED ALWAYS AS IDENTITY,
    user_id integer,
    team text,
    name text NOT NULL,
    address text NOT NULL,
    PRIMARY KEY (workspace_id, id),
    CHECK ((user_id IS NULL) <> (team IS NULL)),
    UNIQUE (workspace_id, user_id),
    UNIQUE (workspace_id, team)
);
SELECT wall('mail_identity');

-- Every email ever planned. ready -> claimed -> data_started -> sent, failed or unknown; ready and claimed may also be
-- suppressed. claim: the fencing token of the batch that holds it; leased_until: when others may take it over, by the
-- database's clock. domain: the recipient's. why: the server's answer, or the reason it was not sent.
CREATE TABLE message (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    key text COLLATE "C" NOT NULL,
    token text COLLATE "C" NOT NULL,
    message_id text COLLATE "C" NOT NULL,
    person_id bigint NOT NULL,
    address text NOT NULL,
    domain text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('marketing', 'answer', 'one_to_one', 'internal')),
    template text NOT NULL,
    sender_id integer,
    subject text NOT NULL,
    html text NOT NULL,
    body text NOT NULL,
    thread text NOT NULL,
    offers jsonb NOT NULL DEFAULT '{}',
    calendar text NOT NULL DEFAULT '',
    priority smallint NOT NULL,
    planned_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    state text NOT NULL CHECK (
        state IN ('ready', 'claimed', 'data_started', 'sent', 'kept', 'failed', 'unknown', 'suppressed')),
    attempts integer NOT NULL DEFAULT 0,
    claim uuid,
    leased_until timestamptz,
    settled_at timestamptz,
    why text NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, key),
    UNIQUE (workspace_id, token)
) WITH (fillfactor = 70);
CREATE INDEX message_due ON message (workspace_id, priority DESC, due_at) WHERE state = 'ready';
CREATE INDEX message_leased ON message (workspace_id, leased_until) WHERE state IN ('claimed', 'data_started');
CREATE INDEX message_open ON message (workspace_id, address) WHERE state IN ('ready', 'claimed');
CREATE INDEX message_of_person ON message (workspace_id, person_id, id);
CREATE INDEX message_unsettled ON message (workspace_id, id) WHERE state IN ('failed', 'unknown', 'suppressed');
SELECT wall('message');

-- The outcome of messages, from the moment it is known until everything that follows from it is done, soon after and
-- for many at once. A message interrupted while it went out is unknown only if it has no row here.
CREATE TABLE delivery_journal (
    workspace_id integer NOT NULL,
    message_id bigint NOT NULL,
    claim uuid NOT NULL,
    state text NOT NULL,
    why text NOT NULL,
    at timestamptz NOT NULL,
    bounced boolean NOT NULL,
    hard boolean NOT NULL,
    PRIMARY KEY (workspace_id, message_id, claim)
);
SELECT wall('delivery_journal');

-- How many messages were claimed within the current second, hour and day, where a limit is set.
CREATE TABLE send_rate (
    workspace_id integer NOT NULL,
    span text NOT NULL,
    begun timestamptz NOT NULL,
    claimed integer NOT NULL,
    PRIMARY KEY (workspace_id, span)
);
SELECT wall('send_rate');

-- The built-in mailbox: what was sent where no server is set, and the replies written there.
CREATE TABLE mailbox_mail (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    message_id bigint NOT NULL,
    person_id bigint NOT NULL,
    at timestamptz NOT NULL,
    answer boolean NOT NULL,
    mime bytea NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX mailbox_mail_of_message ON mailbox_mail (workspace_id, message_id);
SELECT wall('mailbox_mail');
