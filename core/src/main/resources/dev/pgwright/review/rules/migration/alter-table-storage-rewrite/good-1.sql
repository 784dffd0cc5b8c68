-- @before
create table pages (id bigint primary key, body text);
-- @migration 2
-- it is so already
alter table pages set logged;
alter table pages set (fillfactor = 90);
