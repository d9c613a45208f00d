-- Simulations of a definition beside the active one; only the newest are stored. The result names people by number
-- only.
CREATE TABLE what_if_run (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    funnel text NOT NULL,
    yaml text NOT NULL,
    from_at timestamptz,
    state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    done bigint NOT NULL DEFAULT 0,
    total bigint NOT NULL,
    fault text NOT NULL DEFAULT '',
    result jsonb,
    created_by integer,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
SELECT wall('what_if_run');
