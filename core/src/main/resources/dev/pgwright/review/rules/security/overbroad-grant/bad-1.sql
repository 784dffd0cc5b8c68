create table orders (id bigint primary key);
create table wages (id bigint primary key);
-- @finds Every role of the server, those of the future too, gets SELECT on the table wages
grant select on wages to public;
