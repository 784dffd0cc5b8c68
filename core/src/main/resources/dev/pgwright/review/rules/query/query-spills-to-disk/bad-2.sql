-- @limit min-megabytes 4
-- @query queryid 8: select note, count(*) from orders group by note
-- @counts 20 8000 9 2000 400000 12000 0.002
-- @says queryid 8 writes 4.7 MB of temporary files a call
create table orders (id bigint primary key, note text);
