-- @before
create table users (id bigint primary key, state text, token uuid not null);
-- @migration 2
alter table users alter column state set default 'new', alter column token set default gen_random_uuid();
update users set state = 'new' where state is null;
