-- Everything that was ever received, once. key: a hash of its Message-ID and body, by whichever door it came. kind,
-- rule: what it was classified as, and by what. state: matched to a person, unmatched (waits for a user to match it),
-- or ignored; why says it in words. message_id: the message of ours that it answers.
CREATE TABLE received_mail (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    key bytea NOT NULL,
    door text NOT NULL CHECK (door IN ('imap', 'webhook', 'mailbox')),
    at timestamptz NOT NULL,
    from_address text NOT NULL,
    from_name text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    quoted text NOT NULL,
    kind text NOT NULL,
    rule text NOT NULL,
    details jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL CHECK (state IN ('matched', 'unmatched', 'ignored')),
    why text NOT NULL,
    person_id bigint,
    message_id bigint,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, key)
);
CREATE INDEX received_mail_in_state ON received_mail (workspace_id, state, id);
CREATE INDEX received_mail_of_person ON received_mail (workspace_id, person_id, id);
CREATE INDEX received_mail_from ON received_mail (workspace_id, from_address);
SELECT wall('received_mail');

-- The IMAP mailbox of a workspace, and the key in the address of its inbound webhook.
-- password: encrypted with a key that is not in the database.
CREATE TABLE inbox_setting (
    workspace_id integer NOT NULL PRIMARY KEY,
    host text,
    port integer,
    tls text CHECK (tls IN ('none', 'starttls', 'tls')),
    user_name text,
    password bytea,
    webhook text
);
SELECT wall('inbox_setting');

-- How far the mailbox has been read, by which node, and until when no other may read it (by the database's clock).
-- account: which mailbox it is; another one is read from its beginning.
CREATE TABLE mailbox_cursor (
    workspace_id integer NOT NULL PRIMARY KEY,
    account text NOT NULL,
    uid_validity bigint,
    last_uid bigint NOT NULL DEFAULT 0,
    lease uuid,
    leased_until timestamptz,
    state text NOT NULL DEFAULT '',
    checked_at timestamptz
);
SELECT wall('mailbox_cursor');
