-- Badge keys that the bank has taken back, and from when on.
CREATE TABLE revoked_badge_keys (
  key TEXT PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT;
