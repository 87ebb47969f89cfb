-- The PIN of each card, as a keyed digest.
CREATE TABLE card_pins (
  card TEXT PRIMARY KEY REFERENCES cards (id),
  digest BLOB NOT NULL
) STRICT;
