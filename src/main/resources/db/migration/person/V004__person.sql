CREATE SEQUENCE person_number CACHE 1;

-- A visitor or an identified person. One merged into another keeps its row and its signals, so that a
-- merge can be undone; every reader follows merged_into, which always names a row that is not merged.
-- user_key: the first id from the caller's own system (two people with different ones are never merged
-- automatically). traits_at: the time of the newest known traits, so that older ones do not replace them.
CREATE TABLE person (
    workspace_id integer NOT NULL,
    id bigint NOT NULL,
    merged_into bigint,
    identified_at timestamptz,
    email text COLLATE "C",
    name text,
    name_key text COLLATE "C",
    user_key text COLLATE "C",
    role text,
    phone text,
    company_id bigint,
    traits jsonb NOT NULL DEFAULT '{}',
    traits_at timestamptz NOT NULL DEFAULT '-infinity',
    first_source_id integer,
    first_touch jsonb,
    origin text COLLATE "C",
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 90);
CREATE INDEX person_by_name ON person (workspace_id, name_key) WHERE name_key IS NOT NULL;
-- A list by name ends with those who have none.
CREATE INDEX person_nameless ON person (workspace_id, id) WHERE name_key IS NULL AND merged_into IS NULL;
CREATE INDEX person_of_company ON person (workspace_id, company_id) WHERE company_id IS NOT NULL;
CREATE INDEX person_merged ON person (workspace_id, merged_into) WHERE merged_into IS NOT NULL;
-- The list of people by day of creation, and by first source: few of many are found without reading the rest. Each is
-- one more entry to write for a new person, none for a changed one.
CREATE INDEX person_by_created ON person (workspace_id, created_at DESC, id DESC) WHERE merged_into IS NULL;
CREATE INDEX person_by_first_source ON person (workspace_id, first_source_id, id);
ALTER TABLE person ALTER COLUMN traits SET STATISTICS 0, ALTER COLUMN first_touch SET STATISTICS 0;
SELECT wall('person');

-- What identifies a person: e:<email>, u:<user id>, a:<visitor id>, x:<system>:<id>.
CREATE TABLE identity (
    workspace_id integer NOT NULL,
    key text COLLATE "C" NOT NULL,
    person_id bigint NOT NULL,
    claimed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (workspace_id, key)
);
COMMENT ON COLUMN identity.claimed IS
    'a browser only claimed to be this person, who was known before: it fills in what is unknown and changes nothing';
CREATE INDEX identity_of_person ON identity (workspace_id, person_id);
SELECT wall('identity');

-- The words by which a person is found, and what two records of one person have in common (DuplicateKeys).
CREATE TABLE person_word (
    workspace_id integer NOT NULL,
    word text COLLATE "C" NOT NULL,
    person_id bigint NOT NULL,
    PRIMARY KEY (workspace_id, word, person_id)
);
CREATE INDEX person_word_of ON person_word (workspace_id, person_id, word);
SELECT wall('person_word');

CREATE TABLE company (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    key text COLLATE "C" NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    domain text,
    traits jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, key)
);
CREATE INDEX company_by_name ON company (workspace_id, name_key);
SELECT wall('company');

CREATE TABLE merge (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    survivor bigint NOT NULL,
    merged bigint NOT NULL,
    merged_group bigint[] NOT NULL,
    at timestamptz NOT NULL,
    by_user integer,
    because text NOT NULL,
    undone_at timestamptz,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX merge_of_survivor ON merge (workspace_id, survivor);
SELECT wall('merge');

-- Consent by purpose: the newest row of a person and purpose counts; each says where it came from.
CREATE TABLE consent (
    workspace_id integer NOT NULL,
    person_id bigint NOT NULL,
    purpose text NOT NULL,
    given boolean NOT NULL,
    at timestamptz NOT NULL,
    signal_id uuid NOT NULL,
    wording text,
    PRIMARY KEY (workspace_id, person_id, purpose, at, signal_id)
);
SELECT wall('consent');

-- The keyed hashes of the addresses of erased people: enough to recognise and reject an address, never to read it.
CREATE TABLE erased_address (
    workspace_id integer NOT NULL,
    hash bytea NOT NULL,
    reason text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, hash)
);
SELECT wall('erased_address');

-- The key of a workspace's hashes of erased addresses; without it no one can test addresses against them.
CREATE TABLE erasure_key (
    workspace_id integer PRIMARY KEY,
    secret bytea NOT NULL
);
SELECT wall('erasure_key');
