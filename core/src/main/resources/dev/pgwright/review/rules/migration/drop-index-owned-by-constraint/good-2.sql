-- @before
create table members (id bigint primary key, email text);
create unique index members_email on members (email);
-- @migration 2
-- a unique index without a constraint
drop index concurrently members_email;
