-- nothing is known of the table
-- @fails 42P01
-- @finds Column note of public.orders
alter table orders drop column if exists note;
