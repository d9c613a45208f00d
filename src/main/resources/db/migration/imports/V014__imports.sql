-- A file of leads and how far it has been imported. rows_read is committed together with the signals of
-- those rows, so that the import continues exactly behind them after a crash.
CREATE TABLE file_import (
    workspace_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    file text NOT NULL,
    stored_as text NOT NULL,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('uploaded', 'running', 'paused', 'cancelled', 'failed', 'done')),
    layout jsonb NOT NULL,
    mapping jsonb NOT NULL,
    -- what whoever handed it in should know of its columns
    remarks jsonb NOT NULL DEFAULT '[]',
    source_id integer,
    created_by integer,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz,
    starts integer NOT NULL DEFAULT 0,
    bytes_read bigint NOT NULL DEFAULT 0,
    rows_read bigint NOT NULL DEFAULT 0,
    taken bigint NOT NULL DEFAULT 0,
    refused bigint NOT NULL DEFAULT 0,
    blank bigint NOT NULL DEFAULT 0,
    set_aside bigint NOT NULL DEFAULT 0,
    signals bigint NOT NULL DEFAULT 0,
    new_people bigint NOT NULL DEFAULT 0,
    known_people bigint NOT NULL DEFAULT 0,
    working_ms bigint NOT NULL DEFAULT 0,
    trouble text,
    PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 50);
SELECT wall('file_import');

-- Rejected rows, and rows that were imported although a value in them could not be understood.
CREATE TABLE import_remark (
    workspace_id integer NOT NULL,
    import_id bigint NOT NULL,
    row bigint NOT NULL,
    refused boolean NOT NULL,
    reason text NOT NULL,
    cells jsonb NOT NULL,
    PRIMARY KEY (workspace_id, import_id, row)
);
SELECT wall('import_remark');
