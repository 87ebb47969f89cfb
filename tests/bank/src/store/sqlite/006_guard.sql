-- SAFE-9 and suspension by the customer.
ALTER TABLE operations ADD COLUMN effective_at INTEGER;
CREATE INDEX operations_waiting ON operations (effective_at) WHERE state = 'waiting';
-- A row: loosening waits outside trusted places.
CREATE TABLE trusted_places (customer TEXT PRIMARY KEY REFERENCES customers (id)) STRICT;
CREATE TABLE own_suspensions (token TEXT PRIMARY KEY REFERENCES tokens (id), at INTEGER NOT NULL) STRICT;
