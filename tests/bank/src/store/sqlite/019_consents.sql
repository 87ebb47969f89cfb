-- What customers have agreed to, and taken back: every word is kept, the newest counts.
CREATE TABLE consents (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  customer TEXT NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  given INTEGER NOT NULL CHECK (given IN (0, 1)),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX consents_by_customer ON consents (customer, kind, number);
