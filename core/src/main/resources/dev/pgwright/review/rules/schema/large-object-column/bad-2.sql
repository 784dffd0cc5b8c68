-- @before
create domain attachment as oid;
create table letters (id bigint primary key, body text);
-- @migration 2
alter table letters
-- @finds enclosed is attachment, the number of a large object
    add column enclosed attachment;
