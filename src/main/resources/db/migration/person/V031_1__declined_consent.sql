-- A consent that was asked for and not given. It counts until the person gives or withdraws one, and never against an
-- earlier consent: a person who leaves a box unticked takes nothing back.
ALTER TABLE consent ADD COLUMN declined boolean NOT NULL DEFAULT false;

-- An unsubscription is from marketing; those that came by email had the name of a template as their purpose.
DO $$
DECLARE
    each integer;
BEGIN
    FOR each IN SELECT id FROM workspace LOOP
        PERFORM set_config('sluice.workspace', each::text, true);
        UPDATE consent SET purpose = 'marketing'
            WHERE workspace_id = each AND NOT given AND purpose !~ '^[a-z][a-z0-9_]{0,49}$';
    END LOOP;
    PERFORM set_config('sluice.workspace', '', true);
END $$;
