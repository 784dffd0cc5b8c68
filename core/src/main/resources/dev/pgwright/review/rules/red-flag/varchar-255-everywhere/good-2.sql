create table customers (id bigint primary key, name varchar(255), email varchar(255), city text, tags varchar(255)[]);
create table articles (
    id bigint primary key,
    name varchar(100),
    maker varchar(100),
    colour varchar(100),
    size varchar(20),
    origin varchar(100),
    code varchar(100)
);
