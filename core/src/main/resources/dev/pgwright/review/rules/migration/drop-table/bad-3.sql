-- nothing is known of the table
-- @finds public.visits
drop table if exists visits;
