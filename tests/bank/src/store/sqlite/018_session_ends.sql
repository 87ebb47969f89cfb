-- Why a session was ended, where there is more to say than that.
ALTER TABLE sessions ADD COLUMN ended_why TEXT;
