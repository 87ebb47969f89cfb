-- The emergency key of each customer, as a keyed digest, until it is used or made worthless.
CREATE TABLE emergency_keys (
  customer TEXT PRIMARY KEY REFERENCES customers (id),
  digest BLOB NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
