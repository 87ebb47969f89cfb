-- Which knowledge key a token uses, and the one before it as long as the phone may still use it without network.
ALTER TABLE tokens ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;
ALTER TABLE tokens ADD COLUMN key_change TEXT;
ALTER TABLE tokens ADD COLUMN know_before BLOB;
-- A proved change that can still be committed, and until when.
ALTER TABLE tokens ADD COLUMN open_change TEXT;
ALTER TABLE tokens ADD COLUMN open_until INTEGER;

CREATE TABLE key_changes (
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL REFERENCES tokens (id),
  customer TEXT NOT NULL REFERENCES customers (id),
  session TEXT NOT NULL REFERENCES sessions (id),
  generation INTEGER NOT NULL,
  stage TEXT NOT NULL,
  offer TEXT NOT NULL,
  private_key BLOB,
  next_key BLOB,
  transcript_hash BLOB,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX key_changes_of_token ON key_changes (token, stage);
