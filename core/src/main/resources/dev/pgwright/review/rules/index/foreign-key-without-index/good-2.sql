create table orders (tenant int, id bigint, primary key (tenant, id));
create table lines (
    tenant int,
    order_id bigint,
    line int,
    parent bigint,
    token uuid unique,
    foreign key (tenant, order_id) references orders,
    foreign key (tenant, parent) references orders
);
-- in any order
create index lines_order on lines (order_id, tenant, line);
-- one row at most
create unique index lines_parent on lines (parent);
