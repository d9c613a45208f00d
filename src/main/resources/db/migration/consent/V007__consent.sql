-- The suppression list: an address, or "@" and a domain. One address may be here for several reasons. An erased
-- address is not: only its keyed hash is stored (erased_address).
CREATE TABLE suppressed_address (
    workspace_id integer NOT NULL,
    address text COLLATE "C" NOT NULL,
    reason text NOT NULL CHECK (reason IN ('suppressed', 'bounced', 'complained', 'unsubscribed', 'undecided')),
    note text NOT NULL DEFAULT '',
    at timestamptz NOT NULL,
    by_user integer,
    PRIMARY KEY (workspace_id, address, reason)
);
CREATE INDEX suppressed_address_at ON suppressed_address (workspace_id, at DESC, address, reason);
SELECT wall('suppressed_address');

-- How a workspace asks for consent. purposes: [{"code": ..., "words": ...}], "marketing" always among them.
CREATE TABLE consent_setting (
    workspace_id integer NOT NULL PRIMARY KEY,
    rule text NOT NULL CHECK (rule IN ('ask', 'until_they_say_no')),
    purposes jsonb NOT NULL
);
SELECT wall('consent_setting');

-- A consent ticked on a form with double opt-in; it counts once it is confirmed by the link in an email.
CREATE TABLE opt_in (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    address text COLLATE "C" NOT NULL,
    form text NOT NULL,
    wording text NOT NULL,
    asked_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX opt_in_open ON opt_in (workspace_id, address, form) WHERE confirmed_at IS NULL;
CREATE INDEX opt_in_of_person ON opt_in (workspace_id, person_id);
SELECT wall('opt_in');

-- When emails went to an address that was typed into a form.
CREATE TABLE stranger_mail (
    workspace_id integer NOT NULL,
    address text COLLATE "C" NOT NULL,
    at timestamptz[] NOT NULL,
    PRIMARY KEY (workspace_id, address)
);
SELECT wall('stranger_mail');
