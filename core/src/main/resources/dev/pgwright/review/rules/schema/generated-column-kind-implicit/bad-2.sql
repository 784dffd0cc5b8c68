-- @version 17
-- @unfixed what is computed at every read on PostgreSQL 18 can only be kept on this one
create table orders (id bigint primary key, net numeric not null);
-- @fails 42601
alter table orders
-- @finds A generated column says neither STORED nor VIRTUAL, which PostgreSQL 17 refuses
    add column gross numeric generated always as (net * 1.19);
