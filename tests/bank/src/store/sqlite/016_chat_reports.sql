-- What customers file about a conversation: reports of a scam, and feedback.
CREATE TABLE chat_reports (
  client_id TEXT PRIMARY KEY,
  conversation TEXT NOT NULL REFERENCES conversations (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
