-- @query queryid 8: select note from orders where id = $1
-- @counts 90000000 3600000 1 90000000 360000000 0 0.43
-- @says queryid 8 (43 % of the time) takes 0.04 ms a call, 60 min in 90000000 calls
create table orders (id bigint primary key, note text);
