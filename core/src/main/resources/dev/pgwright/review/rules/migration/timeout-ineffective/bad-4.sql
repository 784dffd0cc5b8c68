-- @unfixed which time is meant is not known
-- @migration 1
-- @fails 22023
-- @finds does not take
set lock_timeout = 'a while';
