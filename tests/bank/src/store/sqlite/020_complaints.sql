-- What customers complain of, by when the bank answers, and what it answered.
CREATE TABLE complaints (
  number INTEGER PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  filed INTEGER NOT NULL,
  due INTEGER NOT NULL,
  state TEXT NOT NULL,
  answer TEXT
) STRICT;
