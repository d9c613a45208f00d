-- Entries from before the chain, of each workspace, also where the owner of the tables is held to the wall.
DO $$
DECLARE
    each integer;
BEGIN
    FOR each IN SELECT id FROM workspace LOOP
        PERFORM set_config('sluice.workspace', each::text, true);
        INSERT INTO audit_unsealed (workspace_id, entry_id)
            SELECT e.workspace_id, e.id FROM audit_entry e WHERE e.workspace_id = each
                AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.workspace_id = each AND s.entry_id = e.id)
            ON CONFLICT DO NOTHING;
    END LOOP;
    PERFORM set_config('sluice.workspace', '', true);
END $$;
