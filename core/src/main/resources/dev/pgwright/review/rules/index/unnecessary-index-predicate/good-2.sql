create table orders (id bigint primary key, status text not null, total numeric not null, data jsonb not null);
alter table orders add constraint orders_total check (total > 0) not valid;
create index orders_positive on orders (status) where total > 0;
-- NULL for a document without the key
alter table orders add constraint orders_kind check ((data ->> 'kind') = 'sale');
create index orders_sales on orders (status) where (data ->> 'kind') = 'sale';
