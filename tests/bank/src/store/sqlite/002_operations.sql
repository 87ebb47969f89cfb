-- Operations, money, cards, alerts, and what "not me" needs. Amounts are minor units.
ALTER TABLE tokens ADD COLUMN device_agreement BLOB NOT NULL DEFAULT x'';
ALTER TABLE tokens ADD COLUMN probation_until INTEGER;
UPDATE tokens SET probation_until = activated_at + 43200000;

CREATE TABLE replacements (
  token TEXT PRIMARY KEY REFERENCES tokens (id),
  by_token TEXT NOT NULL REFERENCES tokens (id),
  at INTEGER NOT NULL,
  disowned_at INTEGER
) STRICT;

CREATE TABLE alerts (
  n INTEGER PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  sms TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
  account TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  currency TEXT NOT NULL,
  exponent INTEGER NOT NULL,
  -- The product's promise, kept by the database as well.
  balance INTEGER NOT NULL CHECK (balance >= 0)
) STRICT;

CREATE TABLE ledger (
  n INTEGER PRIMARY KEY,
  operation TEXT NOT NULL,
  account TEXT NOT NULL,
  minor INTEGER NOT NULL,
  at INTEGER NOT NULL,
  -- An operation moves money of an account once.
  UNIQUE (operation, account)
) STRICT;

CREATE TABLE payees (
  customer TEXT NOT NULL REFERENCES customers (id),
  bank_code TEXT NOT NULL,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (customer, bank_code, account)
) STRICT;

CREATE TABLE operations (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer TEXT NOT NULL REFERENCES customers (id),
  token TEXT NOT NULL REFERENCES tokens (id),
  state TEXT NOT NULL,
  matter TEXT NOT NULL,
  bytes BLOB NOT NULL,
  challenge BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  reference TEXT,
  approved_at INTEGER,
  deadline INTEGER,
  receipt TEXT,
  last_wrong BLOB,
  fraud_case INTEGER NOT NULL
) STRICT;
CREATE INDEX operations_by_customer ON operations (customer, n);

CREATE TABLE cards (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer TEXT NOT NULL REFERENCES customers (id),
  card TEXT NOT NULL,
  sequence INTEGER NOT NULL
) STRICT;
