create table products (
    id bigint generated always as identity primary key,
    name text not null,
-- @finds unit_price is double precision, which cannot hold most decimal fractions
    unit_price double precision not null,
-- @finds vat_rate is real
    vat_rate real not null,
    weight real
);
