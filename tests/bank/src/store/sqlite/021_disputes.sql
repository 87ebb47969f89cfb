-- Disputes about payments, and the evidence of customers: `kept` once a dispute names it, else destroyed after a day.
CREATE TABLE disputes (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer TEXT NOT NULL REFERENCES customers (id),
  payment TEXT NOT NULL REFERENCES transactions (id),
  record TEXT NOT NULL
) STRICT;
CREATE INDEX disputes_of_customer ON disputes (customer, n);
CREATE INDEX disputes_about ON disputes (payment);

CREATE TABLE evidence (
  customer TEXT NOT NULL REFERENCES customers (id),
  digest TEXT NOT NULL,
  content BLOB NOT NULL,
  at INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  PRIMARY KEY (customer, digest)
) STRICT, WITHOUT ROWID;
