-- Conversations: one for each customer, numbered by the bank.
CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL UNIQUE REFERENCES customers (id),
  epoch INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  head BLOB NOT NULL,
  controller TEXT NOT NULL,
  controller_epoch INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  read INTEGER NOT NULL
) STRICT;
CREATE TABLE chat_events (
  conversation TEXT NOT NULL REFERENCES conversations (id),
  seq INTEGER NOT NULL,
  client_id TEXT,
  sender TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  frame BLOB NOT NULL,
  PRIMARY KEY (conversation, seq)
) STRICT;
-- What a phone says twice is taken once.
CREATE UNIQUE INDEX chat_event_once ON chat_events (conversation, client_id) WHERE client_id IS NOT NULL;
