-- @before
create type size as enum ('small', 'large');
-- @migration 2
-- @finds 'medium' becomes the last one of public.size, behind 'large'
alter type size add value 'medium';
