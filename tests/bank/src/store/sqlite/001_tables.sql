-- Times: bank time, milliseconds since 1970 UTC. Ids: lower-case UUID text. Wrapped: AES-256-GCM under the HSM's key.
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;

CREATE TABLE customers (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  password_salt BLOB NOT NULL,
  password_digest BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  token TEXT
) STRICT;

CREATE TABLE password_throttles (
  user BLOB PRIMARY KEY,
  failures INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) STRICT;

CREATE TABLE sms (
  n INTEGER PRIMARY KEY,
  customer TEXT NOT NULL,
  sent_to TEXT NOT NULL,
  text TEXT NOT NULL,
  code TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  key BLOB NOT NULL,
  thumbprint TEXT NOT NULL,
  scope TEXT NOT NULL,
  login_nonce BLOB NOT NULL,
  nonce_burnt INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  language TEXT NOT NULL,
  sms_sent INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  token TEXT,
  certificate BLOB
) STRICT;

CREATE TABLE enrolments (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  session TEXT NOT NULL REFERENCES sessions (id),
  stage TEXT NOT NULL,
  otp_digest BLOB NOT NULL,
  otp_expires_at INTEGER NOT NULL,
  otp_tries_left INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  offer TEXT,
  private_keys BLOB,
  confirm_failures INTEGER NOT NULL
) STRICT;
CREATE INDEX enrolments_with_keys ON enrolments (expires_at) WHERE private_keys IS NOT NULL;

CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  enrolment TEXT NOT NULL UNIQUE REFERENCES enrolments (id),
  epoch INTEGER NOT NULL,
  state TEXT NOT NULL,
  device_signing BLOB NOT NULL,
  thumbprint TEXT NOT NULL,
  transcript_hash BLOB NOT NULL,
  levels TEXT NOT NULL,
  hw BLOB NOT NULL,
  know BLOB NOT NULL,
  freeze BLOB NOT NULL,
  reverse BLOB NOT NULL,
  failures INTEGER NOT NULL,
  activated_at INTEGER,
  highest_step INTEGER NOT NULL
) STRICT;
CREATE INDEX tokens_by_thumbprint ON tokens (thumbprint);
-- The product's promise, kept by the database as well: a customer has at most one token that works.
CREATE UNIQUE INDEX one_working_token ON tokens (customer) WHERE state IN ('active', 'locked', 'suspended');

CREATE TABLE website_otp (
  customer TEXT PRIMARY KEY REFERENCES customers (id),
  failures INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL,
  off INTEGER NOT NULL
) STRICT;
CREATE TABLE website_failures (customer TEXT NOT NULL REFERENCES customers (id), at INTEGER NOT NULL) STRICT;

CREATE TABLE idempotency (
  customer TEXT NOT NULL,
  route TEXT NOT NULL,
  key TEXT NOT NULL,
  intent BLOB NOT NULL,
  status INTEGER NOT NULL,
  body BLOB,
  at INTEGER NOT NULL,
  PRIMARY KEY (customer, route, key)
) STRICT;

CREATE TABLE nonces (
  key_id TEXT NOT NULL,
  nonce TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (key_id, nonce)
) STRICT;
CREATE INDEX nonces_by_expiry ON nonces (expires_at);
CREATE TABLE encapsulations (digest BLOB PRIMARY KEY) STRICT;

CREATE TABLE audit (
  n INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  customer TEXT,
  kind TEXT NOT NULL,
  debug_id TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
