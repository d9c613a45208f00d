-- The teams that routing names: team/<name>.
CREATE TABLE routing_team (
    workspace_id integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    manager_id integer,
    PRIMARY KEY (workspace_id, name)
);
SELECT wall('routing_team');

-- turn: the position in a round robin, in strides of 1 / weight (see Rota).
CREATE TABLE routing_member (
    workspace_id integer NOT NULL,
    team text COLLATE "C" NOT NULL,
    user_id integer NOT NULL,
    turn double precision NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, team, user_id)
);
SELECT wall('routing_member');

CREATE TABLE company_owner (
    workspace_id integer NOT NULL,
    company_id bigint NOT NULL,
    user_id integer NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, company_id)
);
SELECT wall('company_owner');

-- A lead that a user or team has, from the hand-off until it is won, lost, disqualified or returned to marketing. Leads
-- before the hand-off need no row: the team of their stage has them, until the stage's time limit. A lead that is still
-- nurtured is here while one of its flags waits for someone to look (flagged).
CREATE TABLE lead_assignment (
    workspace_id integer NOT NULL,
    person_id bigint NOT NULL,
    funnel_id integer NOT NULL,
    owner_id integer,
    team text NOT NULL,
    stage text NOT NULL,
    state text NOT NULL CHECK (state IN ('flagged', 'offered', 'accepted')),
    since timestamptz NOT NULL,
    answered_at timestamptz,
    limit_at timestamptz NOT NULL,
    next_at timestamptz NOT NULL,
    next_what text NOT NULL,
    flags text[] NOT NULL DEFAULT '{}',
    rejected_at timestamptz,
    PRIMARY KEY (workspace_id, person_id, funnel_id)
) WITH (fillfactor = 80);
COMMENT ON COLUMN lead_assignment.rejected_at IS 'rejected by a user, until the signal is folded: no longer on Today';
CREATE INDEX lead_assignment_of_owner ON lead_assignment (workspace_id, owner_id, next_at, person_id);
CREATE INDEX lead_assignment_next ON lead_assignment (workspace_id, next_at, person_id);
SELECT wall('lead_assignment');

-- Every assignment ever made, with the rule, the candidates and why each was passed over.
-- by_user is null where routing decided; owner_id is null where no one could be found.
CREATE TABLE assignment (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    funnel_id integer NOT NULL,
    at timestamptz NOT NULL,
    owner_id integer,
    team text NOT NULL,
    cause text NOT NULL CHECK (cause IN ('routed', 'reassigned', 'handed_on', 'absence', 'by_hand')),
    rule text NOT NULL DEFAULT '',
    line integer NOT NULL DEFAULT 0,
    version integer NOT NULL,
    by_user integer,
    candidates jsonb NOT NULL DEFAULT '[]',
    since timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, person_id, id)
);
COMMENT ON COLUMN assignment.since IS 'from when the owner has the lead: of a routed one, when its stage was entered';
CREATE INDEX assignment_of_owner ON assignment (workspace_id, owner_id, at);
SELECT wall('assignment');

-- How a hand-off ended for sales: accepted, rejected (with the reason) or ignored.
CREATE TABLE handoff_answer (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    funnel_id integer NOT NULL,
    owner_id integer,
    offered_at timestamptz NOT NULL,
    answer text NOT NULL CHECK (answer IN ('accepted', 'rejected', 'ignored')),
    reason text,
    at timestamptz NOT NULL,
    form text,
    PRIMARY KEY (workspace_id, id)
);
COMMENT ON COLUMN handoff_answer.form IS 'the form that the person sent last before the answer';
CREATE INDEX handoff_answer_at ON handoff_answer (workspace_id, at);
SELECT wall('handoff_answer');

-- A response clock. It runs until a first response (met_at), or until it is cancelled with its lead (ended_at).
-- fire_at: the next instant at which an escalation follows; step counts how many have followed so far.
CREATE TABLE response_clock (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    funnel_id integer NOT NULL,
    class text NOT NULL,
    owner_id integer,
    started_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    within_seconds bigint NOT NULL,
    working boolean NOT NULL,
    follow text[] NOT NULL,
    step integer NOT NULL DEFAULT 0,
    fire_at timestamptz,
    met_at timestamptz,
    met_by uuid,
    breached_at timestamptz,
    ended_at timestamptz,
    working_seconds bigint,
    missed_by integer,
    PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 80);
COMMENT ON COLUMN response_clock.missed_by IS 'the owner when it ran out, whoever has the lead later';
CREATE INDEX response_clock_fire ON response_clock (workspace_id, fire_at) WHERE fire_at IS NOT NULL;
CREATE INDEX response_clock_open ON response_clock (workspace_id, person_id) WHERE met_at IS NULL AND ended_at IS NULL;
CREATE INDEX response_clock_of_owner ON response_clock (workspace_id, owner_id, due_at)
    WHERE met_at IS NULL AND ended_at IS NULL;
CREATE INDEX response_clock_started ON response_clock (workspace_id, started_at);
SELECT wall('response_clock');

-- Everything that is to be done for a person or a deal by a date: tasks, meetings, replies to answer, next steps of deals.
-- key: what is planned a second time under it is not planned.
CREATE TABLE next_step (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    owner_id integer,
    team text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('call', 'mail', 'meeting', 'review', 'respond', 'other')),
    what text NOT NULL,
    due_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    created_by integer,
    done_at timestamptz,
    done_by integer,
    outcome text,
    deal_id bigint,
    key text COLLATE "C",
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, key)
);
CREATE INDEX next_step_open ON next_step (workspace_id, owner_id, due_at) WHERE done_at IS NULL;
CREATE INDEX next_step_of_person ON next_step (workspace_id, person_id);
SELECT wall('next_step');

-- A lead that was found without an owner or a dated next step, and how that was repaired.
CREATE TABLE incident (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    funnel_id integer NOT NULL,
    what text NOT NULL,
    found_at timestamptz NOT NULL,
    repaired_at timestamptz,
    repair text,
    PRIMARY KEY (workspace_id, id)
);
SELECT wall('incident');

-- In which stages of a run (positions in its definition) a lead must have an owner.
CREATE TABLE handoff_stage (
    workspace_id integer NOT NULL,
    run integer NOT NULL,
    stage smallint NOT NULL,
    PRIMARY KEY (workspace_id, run, stage)
);
SELECT wall('handoff_stage');
