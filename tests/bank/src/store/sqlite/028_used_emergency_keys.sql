-- A key that was used stays known as such, without its digest, until a new one is made: the customer is told when it was used.
ALTER TABLE emergency_keys ADD COLUMN used_at INTEGER;
