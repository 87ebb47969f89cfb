-- The chain of a token's logins (docs/contract/clones.md): digests of links, never a link.
CREATE TABLE chains (
  token TEXT PRIMARY KEY REFERENCES tokens (id),
  before BLOB,
  now BLOB NOT NULL,
  moved_at INTEGER NOT NULL,
  -- When a phone off the branch was seen last.
  stranger_at INTEGER,
  -- The branch that a step-up ended.
  ended_before BLOB,
  ended_now BLOB,
  ended_at INTEGER
) STRICT;
-- What a session owes, or has shown, beside password and phone.
CREATE TABLE step_ups (
  session TEXT PRIMARY KEY REFERENCES sessions (id),
  stage TEXT NOT NULL,
  method TEXT,
  otp_digest BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  tries_left INTEGER NOT NULL
) STRICT;
-- When the session's login nonce was made.
ALTER TABLE sessions ADD COLUMN nonce_at INTEGER NOT NULL DEFAULT 0;
