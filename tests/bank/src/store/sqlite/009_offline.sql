-- How an operation was settled and answered, offline codes, the website's sessions, personal data.
ALTER TABLE operations ADD COLUMN settles_at INTEGER;
ALTER TABLE operations ADD COLUMN settled_at INTEGER;
ALTER TABLE operations ADD COLUMN answered_by TEXT;
-- SHA-256 of the bytes that a QR showed; its one try is spent or not.
ALTER TABLE operations ADD COLUMN qr_hash BLOB;
ALTER TABLE operations ADD COLUMN qr_spent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operations ADD COLUMN typed_tries INTEGER NOT NULL DEFAULT 0;

CREATE TABLE website_sessions (
  digest BLOB PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE code_tries (
  customer TEXT NOT NULL REFERENCES customers (id),
  what TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX code_tries_by_customer ON code_tries (customer, what, at);

-- A code is taken once.
CREATE TABLE used_codes (
  token TEXT NOT NULL REFERENCES tokens (id),
  question BLOB NOT NULL,
  minute INTEGER NOT NULL,
  PRIMARY KEY (token, question, minute)
) STRICT;

CREATE TABLE profiles (
  customer TEXT NOT NULL REFERENCES customers (id),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (customer, field)
) STRICT;
