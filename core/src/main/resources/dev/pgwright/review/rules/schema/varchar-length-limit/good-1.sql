create table customers (
    id bigint primary key,
    name text not null constraint customers_name_length check (length(name) <= 80),
    note varchar,
    initials char(3)
);
