-- Suspected payments of customers who could not be asked, and to which an operator has said yes for them.
CREATE TABLE vouched_payments (
  transaction_id TEXT PRIMARY KEY,
  card_id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX vouched_payments_of ON vouched_payments (card_id, at);
