-- where region is NULL only the shorter key is checked
create table orders (id bigint primary key, region integer not null, unique (id, region));
create table lines (
    id bigint primary key,
    order_id bigint not null references orders,
    region integer,
    foreign key (order_id, region) references orders (id, region)
);
