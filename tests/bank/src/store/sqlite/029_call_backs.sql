-- Calls that customers asked for, with the window in which the bank calls.
CREATE TABLE call_backs (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  reason TEXT NOT NULL,
  asked INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX call_backs_of ON call_backs (customer, asked);

-- Wishes for a user id by SMS. The number is there as a keyed digest, whether or not anybody has it: one row says nothing.
CREATE TABLE user_id_reminders (
  number BLOB NOT NULL,
  language TEXT NOT NULL,
  asked INTEGER NOT NULL,
  sent INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX user_id_reminders_of ON user_id_reminders (number, asked);
CREATE INDEX user_id_reminders_unsent ON user_id_reminders (asked) WHERE sent = 0;
