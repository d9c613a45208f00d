-- What the form said that would change what is known of the person; it counts once they confirm their address.
ALTER TABLE opt_in ADD COLUMN traits jsonb NOT NULL DEFAULT '{}';
