-- Payments by what is looked for in them: a shelf holds those of one merchant's name, card, kind and state, so that a search picks shelves, not
-- payments. Names are folded by the program, not by SQL; so payments that were there before come onto their shelves when the bank opens.
CREATE TABLE merchant_names (
  n INTEGER PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  folded TEXT NOT NULL,
  UNIQUE (customer, folded)
) STRICT;
CREATE VIRTUAL TABLE merchant_trigrams USING fts5 (
  folded, content = 'merchant_names', content_rowid = 'n', tokenize = 'trigram case_sensitive 1'
);
CREATE TRIGGER merchant_name_made AFTER INSERT ON merchant_names BEGIN
  INSERT INTO merchant_trigrams (rowid, folded) VALUES (new.n, new.folded);
END;
CREATE TRIGGER merchant_name_gone AFTER DELETE ON merchant_names BEGIN
  INSERT INTO merchant_trigrams (merchant_trigrams, rowid, folded) VALUES ('delete', old.n, old.folded);
END;
CREATE TABLE payment_shelves (
  n INTEGER PRIMARY KEY,
  merchant INTEGER NOT NULL REFERENCES merchant_names (n),
  card TEXT NOT NULL REFERENCES cards (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  -- No payment on it is newer.
  newest INTEGER NOT NULL,
  UNIQUE (merchant, card, kind, state)
) STRICT;
ALTER TABLE transactions ADD COLUMN shelf INTEGER REFERENCES payment_shelves (n);
CREATE INDEX transactions_on_shelf ON transactions (shelf, at, n);
CREATE INDEX transactions_without_shelf ON transactions (n) WHERE shelf IS NULL;
DROP INDEX transactions_of_customer;
CREATE INDEX transactions_of_customer ON transactions (customer, at, n, shelf);
