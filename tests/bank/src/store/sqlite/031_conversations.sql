-- Several conversations of a customer: the general one, and those that were begun about a topic. A `UNIQUE` cannot be taken away, so the tables
-- are made anew.
CREATE TABLE conversations_31 (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  epoch INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  head BLOB NOT NULL,
  controller TEXT NOT NULL,
  controller_epoch INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  read INTEGER NOT NULL,
  topic TEXT NOT NULL,
  ended INTEGER NOT NULL
) STRICT;
INSERT INTO conversations_31 SELECT id, customer, epoch, last_seq, head, controller, controller_epoch, delivered, read, 'general', 0
  FROM conversations;
CREATE TABLE chat_events_31 (
  conversation TEXT NOT NULL REFERENCES conversations_31 (id),
  seq INTEGER NOT NULL,
  client_id TEXT,
  sender TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  frame BLOB NOT NULL,
  PRIMARY KEY (conversation, seq)
) STRICT;
INSERT INTO chat_events_31 SELECT conversation, seq, client_id, sender, kind, text, frame FROM chat_events;
CREATE TABLE chat_reports_31 (
  client_id TEXT PRIMARY KEY,
  conversation TEXT NOT NULL REFERENCES conversations_31 (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
INSERT INTO chat_reports_31 SELECT client_id, conversation, at, kind, body FROM chat_reports;
DROP TABLE chat_events;
DROP TABLE chat_reports;
DROP TABLE conversations;
ALTER TABLE conversations_31 RENAME TO conversations;
ALTER TABLE chat_events_31 RENAME TO chat_events;
ALTER TABLE chat_reports_31 RENAME TO chat_reports;
CREATE UNIQUE INDEX chat_event_once ON chat_events (conversation, client_id) WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX one_general_conversation ON conversations (customer) WHERE topic = 'general';
CREATE INDEX conversations_by_customer ON conversations (customer);
