-- Cards in wallets of phones: the tokens that the network has made for them.
CREATE TABLE wallet_tokens (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer TEXT NOT NULL REFERENCES customers (id),
  card TEXT NOT NULL REFERENCES cards (id),
  record TEXT NOT NULL
) STRICT;
CREATE INDEX wallet_tokens_of_customer ON wallet_tokens (customer, n);
