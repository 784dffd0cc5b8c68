-- once, by hand
-- @query queryid 7: select count(*) from orders
-- @counts 1 96000 0 1 480000 0 0.12
-- most of next to nothing
-- @query queryid 8: select note from orders where id = $1
-- @counts 4000 900 1 4000 16000 0 0.8
create table orders (id bigint primary key, note text);
