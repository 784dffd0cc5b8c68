-- a few kB a call
-- @query queryid 7: select id, note from orders order by note
-- @counts 10000 90000 9 100000000 400000 200000 0.1
-- nobody counted
-- @query orders.sql:3: select note from orders order by note desc
create table orders (id bigint primary key, note text);
