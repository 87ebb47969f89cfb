-- Statements of cards with their documents. `reminded`: the customer was told that it is due.
CREATE TABLE statements (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer TEXT NOT NULL REFERENCES customers (id),
  card TEXT NOT NULL REFERENCES cards (id),
  due INTEGER NOT NULL,
  reminded INTEGER NOT NULL,
  record TEXT NOT NULL,
  document BLOB NOT NULL
) STRICT;
CREATE INDEX statements_of_customer ON statements (customer, n);
CREATE INDEX statements_to_remind_of ON statements (due) WHERE reminded = 0;
