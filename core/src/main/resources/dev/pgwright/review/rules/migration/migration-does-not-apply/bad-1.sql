-- @before
create table members (id bigint primary key, email text);
alter table members drop column email;
-- @migration 2
-- @fails 42703
-- @finds column "email"
create unique index members_email on members (email);
