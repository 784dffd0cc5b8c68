-- nothing is known of the table
-- @fails 42P01
-- @finds every table that references public.customers
truncate customers cascade;
