-- @before
create table orders (id bigint primary key, total int not null);
-- no facts, so that nobody knows whether it is large
-- @migration 2
alter table orders alter column total type bigint;
