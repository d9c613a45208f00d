-- user_key: the first id the caller's own system gave (two people with different ones are never merged by
-- themselves); traits_at: when the newest known traits were told, so that older news do not win.
ALTER TABLE person ADD user_key text COLLATE "C";
ALTER TABLE person ADD traits_at timestamptz NOT NULL DEFAULT '-infinity';
