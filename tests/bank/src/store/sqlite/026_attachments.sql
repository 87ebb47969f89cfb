-- Sealed files of the chat, part by part. `named` once a message names it, else destroyed after two days.
CREATE TABLE attachments (
  id TEXT NOT NULL PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  size INTEGER NOT NULL,
  digest BLOB NOT NULL,
  received INTEGER NOT NULL,
  at INTEGER NOT NULL,
  named INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attachments_of_customer ON attachments (customer, named);

CREATE TABLE attachment_parts (
  attachment TEXT NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
  first INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (attachment, first)
) STRICT, WITHOUT ROWID;
