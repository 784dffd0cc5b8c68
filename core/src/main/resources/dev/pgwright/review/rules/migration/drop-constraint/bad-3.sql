-- nothing is known of the table
-- @fails 42P01
-- @finds constraint age_sane of public.people
alter table people drop constraint age_sane;
