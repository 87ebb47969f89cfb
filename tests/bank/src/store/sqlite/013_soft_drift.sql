-- How many steps a soft token's codes were off, at the last one that was taken.
ALTER TABLE tokens ADD COLUMN drift INTEGER NOT NULL DEFAULT 0;
