-- The bank's signed word on a numbering anew, told to every phone that has the one before.
ALTER TABLE conversations ADD COLUMN reset TEXT;
