-- @before
create table members (id bigint primary key);
-- @migration 2
create table cards (id bigint primary key, member_id bigint not null references members);
-- @fails 42P07
-- @finds relation "cards" already exists
create table cards (id bigint primary key, colour text);
