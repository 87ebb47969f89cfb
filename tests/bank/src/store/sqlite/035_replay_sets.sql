-- What is looked up by its key alone lies in the key's own tree, not in a table and in an index beside it; and what has had its time is
-- found without reading what has not.
CREATE TABLE nonces_by_key (
  key_id TEXT NOT NULL,
  nonce TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (key_id, nonce)
) STRICT, WITHOUT ROWID;
INSERT INTO nonces_by_key SELECT key_id, nonce, expires_at FROM nonces;
DROP TABLE nonces;
ALTER TABLE nonces_by_key RENAME TO nonces;
CREATE INDEX nonces_by_expiry ON nonces (expires_at);

CREATE TABLE encapsulations_by_digest (digest BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO encapsulations_by_digest SELECT digest FROM encapsulations;
DROP TABLE encapsulations;
ALTER TABLE encapsulations_by_digest RENAME TO encapsulations;

CREATE INDEX idempotency_by_age ON idempotency (at);
