-- Alerts are kept as their kind, numbered for each customer; the words are made where they are read.
ALTER TABLE alerts RENAME TO alerts_in_words;
CREATE TABLE alerts (
  n INTEGER PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  ending TEXT,
  wallet TEXT,
  sms TEXT NOT NULL,
  read INTEGER NOT NULL,
  UNIQUE (customer, number)
) STRICT;
INSERT INTO alerts (customer, number, at, kind, sms, read)
SELECT customer, row_number() OVER (PARTITION BY customer ORDER BY n), at,
  CASE
    WHEN what LIKE 'A new phone%' THEN 'new-device'
    WHEN what LIKE 'Three wrong%' THEN 'failed-codes'
    WHEN what LIKE 'Your token was locked%' THEN 'token-locked'
    WHEN what LIKE 'Your former phone%' THEN 'not-me'
    WHEN what LIKE 'Your Unlock Code%' THEN 'code-changed'
    ELSE 'fraud-case'
  END,
  sms, 0
FROM alerts_in_words ORDER BY n;
DROP TABLE alerts_in_words;
