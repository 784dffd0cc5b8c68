-- @before
create table members (id bigint primary key, email text);
-- @migration 2
alter table members rename column email to contact;
create unique index members_contact on members (contact);
create table if not exists members (id bigint);
