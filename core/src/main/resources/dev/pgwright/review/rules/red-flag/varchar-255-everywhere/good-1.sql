create table customers (
    id bigint primary key,
    name varchar(80) not null,
    email varchar(254) not null,
    city varchar(60),
    country varchar(2),
    note text
);
