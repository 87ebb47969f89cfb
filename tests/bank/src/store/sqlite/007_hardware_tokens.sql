-- Hardware tokens (RFC 6238), and failure counters by name: what is counted here is never counted elsewhere.
CREATE TABLE hardware_tokens (
  serial TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  algorithm TEXT NOT NULL,
  -- Wrapped.
  secret BLOB NOT NULL,
  activated_at INTEGER,
  -- Steps that the device's clock is ahead of the bank's, as learned.
  drift INTEGER NOT NULL,
  highest_step INTEGER NOT NULL
) STRICT;

CREATE TABLE throttles (
  customer TEXT NOT NULL REFERENCES customers (id),
  name TEXT NOT NULL,
  failures INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL,
  PRIMARY KEY (customer, name)
) STRICT;
