-- What callers who are near a limit have used in a window of time, added up over all nodes. Of the whole installation;
-- lost in a crash, which only begins the windows again.
CREATE UNLOGGED TABLE request_count (
    name text COLLATE "C" NOT NULL,
    ends_at timestamptz NOT NULL,
    used bigint NOT NULL,
    PRIMARY KEY (name, ends_at)
);
