-- A known text, encrypted with the key that is not in the database: a start with another key is noticed.
CREATE TABLE key_check (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    known bytea NOT NULL
);
