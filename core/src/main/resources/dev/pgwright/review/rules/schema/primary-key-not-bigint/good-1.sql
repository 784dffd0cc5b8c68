create table customers (id bigint generated always as identity primary key);
create table seasons (year smallint primary key, name text not null);
create table lines (
    customer_id bigint not null references customers on delete cascade,
    position integer not null,
    quantity integer not null,
    primary key (customer_id, position)
);
