-- What kind of action an entry is, from which network address it came and how many rows it concerned.
ALTER TABLE audit_entry
    ADD COLUMN kind text NOT NULL DEFAULT 'change',
    ADD COLUMN network text,
    ADD COLUMN amount bigint;
CREATE INDEX audit_entry_kind ON audit_entry (workspace_id, kind, id);

-- The chain: each seal holds a hash over its entry and the seal before it. Entries are sealed after they are committed,
-- so that no transaction waits for another one because both write to the log.
CREATE TABLE audit_seal (
    workspace_id integer NOT NULL,
    number bigint NOT NULL,
    entry_id bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (workspace_id, number)
);
SELECT wall('audit_seal');
CREATE UNIQUE INDEX audit_seal_entry ON audit_seal (workspace_id, entry_id);

CREATE TABLE audit_unsealed (
    workspace_id integer NOT NULL,
    entry_id bigint NOT NULL,
    PRIMARY KEY (workspace_id, entry_id)
);
SELECT wall('audit_unsealed');
INSERT INTO audit_unsealed SELECT workspace_id, id FROM audit_entry;

-- Where the chain begins after old entries were deleted: the number and hash of the last seal that is gone.
CREATE TABLE audit_start (
    workspace_id integer NOT NULL PRIMARY KEY,
    number bigint NOT NULL,
    hash bytea NOT NULL
);
SELECT wall('audit_start');

-- The application adds entries and never changes or deletes one; seals and the start are written by the functions below.
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM sluice_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_seal, audit_start FROM sluice_app;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_unsealed FROM sluice_app;

CREATE FUNCTION audit_hash(previous bytea, number bigint, entry audit_entry) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(previous || convert_to(jsonb_build_array(entry.workspace_id, number, entry.id,
        (extract(epoch FROM entry.at) * 1000000)::bigint, entry.user_id, entry.kind, entry.what, entry.about,
        entry.details, entry.network, entry.amount)::text, 'UTF8'))
$$;

-- Seals what was committed since; at most 5,000 entries a call. Returns how many.
CREATE FUNCTION seal_audit(of_workspace integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    last_number bigint;
    last_hash bytea;
    entry audit_entry;
    sealed integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(5, of_workspace);
    SELECT s.number, s.hash INTO last_number, last_hash FROM audit_seal s
        WHERE s.workspace_id = of_workspace ORDER BY s.number DESC LIMIT 1;
    IF NOT FOUND THEN
        SELECT s.number, s.hash INTO last_number, last_hash FROM audit_start s WHERE s.workspace_id = of_workspace;
    END IF;
    last_number := coalesce(last_number, 0);
    last_hash := coalesce(last_hash, ''::bytea);
    FOR entry IN
        SELECT e.* FROM audit_unsealed u
            JOIN audit_entry e ON e.workspace_id = u.workspace_id AND e.id = u.entry_id
        WHERE u.workspace_id = of_workspace ORDER BY e.id LIMIT 5000
    LOOP
        last_number := last_number + 1;
        last_hash := audit_hash(last_hash, last_number, entry);
        INSERT INTO audit_seal (workspace_id, number, entry_id, hash)
            VALUES (of_workspace, last_number, entry.id, last_hash);
        DELETE FROM audit_unsealed u WHERE u.workspace_id = of_workspace AND u.entry_id = entry.id;
        sealed := sealed + 1;
    END LOOP;
    RETURN sealed;
END $$;

-- Deletes the oldest sealed entries up to an instant that is at least 90 days ago by the database's clock, and keeps the
-- last hash, so that what is left can still be checked. Returns how many.
CREATE FUNCTION trim_audit(of_workspace integer, until timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    last_number bigint;
    last_hash bytea;
    deleted bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(5, of_workspace);
    SELECT s.number, s.hash INTO last_number, last_hash FROM audit_seal s
        WHERE s.workspace_id = of_workspace AND s.number < coalesce((
            SELECT min(k.number) FROM audit_seal k
                JOIN audit_entry e ON e.workspace_id = k.workspace_id AND e.id = k.entry_id
            WHERE k.workspace_id = of_workspace AND e.at >= least(until, now() - interval '90 days')), 9223372036854775807)
        ORDER BY s.number DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    DELETE FROM audit_entry e USING audit_seal s
        WHERE s.workspace_id = of_workspace AND s.number <= last_number
          AND e.workspace_id = of_workspace AND e.id = s.entry_id;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    DELETE FROM audit_seal s WHERE s.workspace_id = of_workspace AND s.number <= last_number;
    INSERT INTO audit_start (workspace_id, number, hash) VALUES (of_workspace, last_number, last_hash)
        ON CONFLICT (workspace_id) DO UPDATE SET number = excluded.number, hash = excluded.hash;
    RETURN deleted;
END $$;
