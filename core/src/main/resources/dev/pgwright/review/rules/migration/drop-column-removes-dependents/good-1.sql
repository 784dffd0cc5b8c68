-- @before
create table members (id bigint primary key, email text unique, nick text, phone text);
create index members_nick on members (nick);
create index members_both on members (nick, email);
-- @migration 2
-- rules of the column alone, and an index whose keys all go
alter table members drop column email, drop column nick;
alter table members drop column phone;
