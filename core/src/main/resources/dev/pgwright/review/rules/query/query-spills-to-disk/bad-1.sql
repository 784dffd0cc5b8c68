-- @query queryid 7: select id, note from orders order by note
-- @counts 100 90000 9 100000000 400000 6400000 0.1
-- @says queryid 7 (10 % of the time) writes 500 MB of temporary files a call, in 100 calls
create table orders (id bigint primary key, note text);
