-- @before
create table users (id bigint primary key, token uuid);
-- @migration 2
-- @finds The default of token is for new rows of public.users only
alter table users alter column token set default gen_random_uuid();
