-- Enrolment by other ways than SMS, "not me" in full, operators, change of the phone number.
ALTER TABLE enrolments ADD COLUMN method TEXT NOT NULL DEFAULT 'sms';
-- With method website: what the phone committed to, and the attestation challenge that came of the QR's secret.
ALTER TABLE enrolments ADD COLUMN commitment BLOB;
ALTER TABLE enrolments ADD COLUMN challenge BLOB;
-- With method old-phone: the operation that the old phone approves.
ALTER TABLE enrolments ADD COLUMN operation TEXT;
-- The old phone has approved it, or the website got the right fingerprint.
ALTER TABLE enrolments ADD COLUMN vouched INTEGER NOT NULL DEFAULT 0;

CREATE TABLE website_offers (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  secret_digest BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  enrolment TEXT
) STRICT;

-- Idempotency key of "not me"; wrong old codes; when the old code suspended the new token; not offered at all.
ALTER TABLE replacements ADD COLUMN said_key TEXT;
ALTER TABLE replacements ADD COLUMN code_failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE replacements ADD COLUMN suspended_at INTEGER;
ALTER TABLE replacements ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;

-- An operator has closed internet banking on all devices.
ALTER TABLE customers ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0;

CREATE TABLE number_changes (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer TEXT NOT NULL REFERENCES customers (id),
  number TEXT NOT NULL,
  stage TEXT NOT NULL,
  otp_digest BLOB NOT NULL,
  otp_expires_at INTEGER NOT NULL,
  otp_tries_left INTEGER NOT NULL,
  -- Sent to the old number: an answer with it cancels.
  cancel_code TEXT NOT NULL,
  effective_at INTEGER
) STRICT;
