-- Letters by the secure form are kept beside complaints: both are dated and followed to the answer.
ALTER TABLE complaints RENAME TO written;
ALTER TABLE written ADD COLUMN way TEXT NOT NULL DEFAULT 'complaint';
CREATE INDEX written_of ON written (customer, way, number);
