-- A text without others that it mentions: addresses and names of erased people, as whole words in any case.
CREATE FUNCTION erased_from(content text, texts text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    each text;
    cleared text := content;
BEGIN
    FOREACH each IN ARRAY texts LOOP
        IF position(lower(each) IN lower(cleared)) > 0 THEN
            cleared := regexp_replace(cleared, '(?<![[:alnum:]_+-])'
                || regexp_replace(each, '([.\\^$*+?()[\]{}|-])', '\\\1', 'g') || '(?![[:alnum:]_-])', '[erased]', 'gi');
        END IF;
    END LOOP;
    RETURN cleared;
END $$;
