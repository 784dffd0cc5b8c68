create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
    customer_id bigint not null references customers on delete restrict
);
create table order_lines (
    order_id bigint references orders on delete cascade,
    line integer,
    primary key (order_id, line)
);
create table open_order (order_id bigint primary key references orders on delete cascade, since timestamptz);
create table order_line_notes (
    id bigint primary key,
    order_id bigint not null,
    line integer not null,
    foreign key (order_id, line) references order_lines on delete cascade
);
