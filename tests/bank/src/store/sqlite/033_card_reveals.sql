-- Reveals of card details that were approved: until when they may be fetched, and when they were. The details themselves are kept nowhere.
CREATE TABLE card_reveals (
  operation TEXT PRIMARY KEY REFERENCES operations (id),
  until INTEGER NOT NULL,
  shown_at INTEGER
) STRICT;
