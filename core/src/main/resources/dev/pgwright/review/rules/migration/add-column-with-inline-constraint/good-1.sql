-- @before
create table accounts (id bigint primary key);
-- @migration 2
alter table accounts add column login text;
create unique index concurrently accounts_login on accounts (login);
-- @migration 3
alter table accounts add constraint accounts_login unique using index accounts_login;
