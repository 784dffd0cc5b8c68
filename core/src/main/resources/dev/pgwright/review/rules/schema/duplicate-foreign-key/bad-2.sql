-- @before
create schema shop;
create table shop.orders (id bigint primary key, region integer not null, unique (id, region));
create table shop.lines (
    id bigint primary key,
    order_id bigint not null,
    region integer not null,
    constraint both_columns foreign key (region, order_id) references shop.orders (region, id) on delete cascade
);
-- @migration 2
-- @finds lines_order_id_fkey of shop.lines checks what both_columns checks already, and the two say different things of ON DELETE
alter table shop.lines add foreign key (order_id) references shop.orders;
