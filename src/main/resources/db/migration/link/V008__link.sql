-- Where the links of a message lead: [{"url": ..., "offer": ...}]; a link's token names its position in the list.
-- domain: of the recipient, to notice one gateway that follows the links of many.
CREATE TABLE link_message (
    workspace_id integer NOT NULL,
    message_id bigint NOT NULL,
    person_id bigint NOT NULL,
    template text NOT NULL,
    domain text NOT NULL,
    targets jsonb NOT NULL,
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, message_id)
);
CREATE INDEX link_message_of_person ON link_message (workspace_id, person_id);
SELECT wall('link_message');

-- An open (target null) or a click as it came in. due_at: when enough is known to grade it, null once it is graded.
CREATE TABLE link_hit (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    message_id bigint NOT NULL,
    person_id bigint NOT NULL,
    domain text NOT NULL,
    target integer,
    at timestamptz NOT NULL,
    declared text NOT NULL DEFAULT '',
    agent text NOT NULL,
    visitor text,
    asked boolean NOT NULL DEFAULT false, -- the browser said that its user asked for the page
    due_at timestamptz,
    grade real,
    rule text,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX link_hit_due ON link_hit (workspace_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX link_hit_of_message ON link_hit (workspace_id, message_id, at);
CREATE INDEX link_hit_of_domain ON link_hit (workspace_id, domain, at);
CREATE INDEX link_hit_of_person ON link_hit (workspace_id, person_id);
SELECT wall('link_hit');
