-- @before
create domain flag as boolean;
create table orders (id bigint primary key, note text);
-- @migration 2
alter table orders
-- @finds paid may be NULL
    add column paid flag default false,
-- @finds dateAdded may be NULL, though every row was made at some time
    add column "dateAdded" date;
