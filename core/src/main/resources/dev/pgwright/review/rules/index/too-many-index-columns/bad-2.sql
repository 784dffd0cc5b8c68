-- @limit max-columns 2
create schema shop;
create table shop.lines (a int, b text, c int) partition by hash (a);
-- @finds lines_all of shop.lines has 3 keys
create index lines_all on shop.lines (a, lower(b), c);
