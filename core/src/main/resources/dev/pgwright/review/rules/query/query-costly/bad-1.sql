-- @query queryid 7: select count(*) from orders where note like '%late%'
-- @counts 4000 9600000 120 4000 480000000 0 0.12
-- @says queryid 7 (12 % of the time) takes 2.4 s a call, 2.7 h in 4000 calls
create table orders (id bigint primary key, note text);
