-- @before
create table members (id bigint primary key, email text constraint members_email_once unique);
-- @migration 2
alter table members drop constraint members_email_once;
drop index if exists members_email_once;
