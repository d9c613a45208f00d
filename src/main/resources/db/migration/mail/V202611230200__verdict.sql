-- What became of messages, from the moment it is known until all that follows from it is done, soon after and for many
-- at once. A message that was interrupted while it went out is unknown only where there is none.
CREATE TABLE mail_verdict (
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
SELECT wall('mail_verdict');
