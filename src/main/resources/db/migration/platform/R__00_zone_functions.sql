-- Local time by the rules of Java, handed over as arrays (class ZoneSql): the database's own rules are of another date.

-- The local time at an instant.
CREATE OR REPLACE FUNCTION zone_local(at timestamptz, changes timestamptz[], offsets interval[]) RETURNS timestamp
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN at AT TIME ZONE 'UTC' + offsets[width_bucket(at, changes) + 1];

-- The instant of a local time: the earlier one when it comes twice, the end of the gap when it is in one.
CREATE OR REPLACE FUNCTION zone_instant(local timestamp, changes timestamp[], offsets interval[]) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (local - offsets[width_bucket(local, changes) + 1]) AT TIME ZONE 'UTC';
