-- Answers are kept in the order in which they were given: the oldest are found without an index, which each call had to write to.
DROP INDEX idempotency_by_age;

-- What a newer command makes void is what is not decided yet, however long ago it was offered.
CREATE INDEX operations_undecided ON operations (customer, n) WHERE state IN ('pending', 'waiting');
