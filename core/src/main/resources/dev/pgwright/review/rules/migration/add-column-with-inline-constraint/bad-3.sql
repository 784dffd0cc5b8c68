-- @unfixed the table has no key to fill the new one by
-- @before
create table logins (name text not null);
-- @migration 2
alter table logins
    add column id bigint generated always as identity
-- @finds The PRIMARY KEY of the new column id
    primary key;
