-- The revenue target of a month in a currency.
CREATE TABLE forecast_target (
    workspace_id integer NOT NULL,
    month date NOT NULL,
    currency text NOT NULL,
    amount numeric NOT NULL CHECK (amount >= 0),
    set_by integer,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, month, currency)
);
SELECT wall('forecast_target');
