-- What closes the tokens of a workspace's links in mails.
CREATE TABLE token_key (
    workspace_id integer NOT NULL PRIMARY KEY,
    secret bytea NOT NULL
);
SELECT wall('token_key');
