create table countries (code text primary key);
create table customers (
    id bigint primary key,
    country text not null references countries on delete restrict
);
