-- An alert may be about a payment: how much (JSON, as money travels), and by whom it was asked for.
ALTER TABLE alerts ADD COLUMN amount TEXT;
ALTER TABLE alerts ADD COLUMN merchant TEXT;
