-- The revenue target of a month.
CREATE TABLE forecast_target (
    workspace_id integer NOT NULL,
    month date NOT NULL,
    amount numeric(14, 2) NOT NULL CHECK (amount >= 0),
    set_by integer,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, month)
);
SELECT wall('forecast_target');
