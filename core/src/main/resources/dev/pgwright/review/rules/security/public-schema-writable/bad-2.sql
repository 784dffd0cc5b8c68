-- @version 14
-- @finds Every role may create objects in the schema public
create table orders (id bigint primary key);
