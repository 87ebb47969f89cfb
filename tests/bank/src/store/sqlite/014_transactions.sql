-- Payments with cards, and the receipts of control changes.
CREATE TABLE transactions (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer TEXT NOT NULL REFERENCES customers (id),
  card TEXT NOT NULL REFERENCES cards (id),
  at INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX transactions_of_customer ON transactions (customer, at, n);
CREATE INDEX transactions_of_card ON transactions (card, at);

CREATE TABLE card_receipts (
  n INTEGER PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  command TEXT NOT NULL,
  receipt TEXT NOT NULL
) STRICT;
CREATE INDEX card_receipts_of ON card_receipts (customer, n);

-- A card's limits are a list now, each with its window; the one for a payment was all there was.
UPDATE cards SET card = json_set(
  json_remove(card, '$.per_transaction', '$.ceiling'),
  '$.controls', json_object(
    'home', 'ID',
    'cooling_off_seconds', 43200,
    'limits', json_array(json_object(
      'name', 'per-transaction',
      'window', json_object('per', 'transaction'),
      'ceiling', json_extract(card, '$.ceiling'),
      'value', CASE WHEN json_extract(card, '$.per_transaction') IS NULL THEN NULL
        ELSE json_object('at-most', json_extract(card, '$.per_transaction')) END
    ))
  )
);
