-- Who asked for the weekly review by mail, or asked not to have it; without a row owners have it and others have not.
CREATE TABLE review_wish (
    workspace_id integer NOT NULL,
    user_id integer NOT NULL,
    wanted boolean NOT NULL,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, user_id)
);
SELECT wall('review_wish');

-- A threshold that the audit of a quarter proposes; its draft is a version of the definition that nobody has activated.
CREATE TABLE threshold_proposal (
    workspace_id integer NOT NULL,
    funnel_id integer NOT NULL,
    quarter date NOT NULL,
    stage text NOT NULL,
    asked double precision NOT NULL,
    proposed double precision NOT NULL,
    wins bigint NOT NULL,
    wins_kept bigint NOT NULL,
    losses bigint NOT NULL,
    losses_kept_out bigint NOT NULL,
    version integer NOT NULL,
    proposed_at timestamptz NOT NULL,
    dismissed_at timestamptz,
    dismissed_by integer,
    PRIMARY KEY (workspace_id, funnel_id, quarter)
);
SELECT wall('threshold_proposal');
