-- @version 14
revoke create on schema public from public;
create table orders (id bigint primary key);
