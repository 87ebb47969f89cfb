-- New passwords that wait for their operation's approval.
CREATE TABLE password_changes (
  operation TEXT PRIMARY KEY REFERENCES operations (id),
  salt BLOB NOT NULL,
  digest BLOB NOT NULL
) STRICT;
