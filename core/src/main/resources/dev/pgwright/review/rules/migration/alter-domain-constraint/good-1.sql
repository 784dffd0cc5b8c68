-- @before
create domain email as text;
create table users (id bigint primary key, address email);
-- @migration 2
alter domain email add constraint email_has_at check (value like '%@%') not valid;
alter domain email set default 'nobody@example.org';
alter domain email drop constraint email_has_at;
