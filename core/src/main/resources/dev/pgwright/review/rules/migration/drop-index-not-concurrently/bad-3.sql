-- nothing is known of the index
-- @finds public.reports_created_at
drop index if exists reports_created_at;
