create table orders (id bigint primary key, number bigint unique);
create unique index concurrently if not exists orders_number on orders (number, id);
