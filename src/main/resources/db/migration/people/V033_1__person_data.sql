-- Every row of the workspace that names a person, by their records or addresses: from whatever table has a column for
-- people or addresses, so that a new table is exported from the day it is there. Left out is what is derived from other
-- rows for search and evaluation, and columns that hold secrets of links or state of machines.
CREATE FUNCTION person_data(of_workspace integer, people bigint[], addresses text[])
    RETURNS TABLE (source text, data jsonb) LANGUAGE plpgsql STABLE AS $$
DECLARE
    named record;
BEGIN
    FOR named IN
        SELECT c.table_name AS relation, string_agg(
            CASE WHEN c.data_type = 'bigint' THEN format('t.%I = ANY ($2)', c.column_name)
                 ELSE format('lower(t.%I) = ANY ($3)', c.column_name) END, ' OR ') AS condition
        FROM information_schema.columns c
            JOIN information_schema.tables k USING (table_schema, table_name)
        WHERE c.table_schema = 'public' AND k.table_type = 'BASE TABLE'
          AND (c.data_type = 'bigint' AND (c.column_name LIKE '%person%'
                    OR c.column_name IN ('merged_into', 'survivor', 'merged'))
                OR c.data_type = 'text' AND c.column_name IN ('address', 'from_address')
                OR c.table_name = 'person' AND c.column_name = 'id')
          AND c.table_name NOT IN ('person_word', 'evaluation_queue', 'replay_touched', 'standing_state', 'link_message',
                                   'mail_identity', 'backup_setting')
          AND EXISTS (SELECT FROM information_schema.columns w WHERE w.table_schema = 'public'
                        AND w.table_name = c.table_name AND w.column_name = 'workspace_id')
        GROUP BY c.table_name ORDER BY c.table_name
    LOOP
        RETURN QUERY EXECUTE format(
            'SELECT %L::text, to_jsonb(t) - ''{workspace_id,token,claim,leased_until,key,search}''::text[]'
            || ' FROM %I t WHERE t.workspace_id = $1 AND (%s)', named.relation, named.relation, named.condition)
            USING of_workspace, people, addresses;
    END LOOP;
END $$;
