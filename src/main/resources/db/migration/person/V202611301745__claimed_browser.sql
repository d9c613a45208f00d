-- Whether a browser only claimed to be a person who was known before: anyone can send an address with the public write
-- key, so such a browser fills in what is unknown of them and changes nothing.
ALTER TABLE identity ADD COLUMN claimed boolean NOT NULL DEFAULT false;
