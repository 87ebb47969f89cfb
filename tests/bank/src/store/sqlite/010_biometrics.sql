-- A token's K_bio, wrapped, and the exchange that made it.
ALTER TABLE tokens ADD COLUMN bio_key BLOB;
ALTER TABLE tokens ADD COLUMN bio_change TEXT;
ALTER TABLE key_changes ADD COLUMN purpose TEXT NOT NULL DEFAULT 'code';
