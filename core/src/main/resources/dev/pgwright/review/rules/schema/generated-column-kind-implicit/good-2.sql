-- @version 14
create table orders (id bigint primary key, net numeric not null, half numeric default (1 + (2)) / 2);
alter table orders add column gross numeric generated always as (net * 1.19) /* kept */ stored;
