-- @query queryid 7: select id, note from orders order by note
-- @counts 100 90000 9 100000000 400000 0 0.1
create table orders (id bigint primary key, note text);
