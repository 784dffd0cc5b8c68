-- @query queryid 7: select note from orders where id = $1
-- @counts 400000 20000 1 400000 1600000 0 0.05
create table orders (id bigint primary key, note text);
