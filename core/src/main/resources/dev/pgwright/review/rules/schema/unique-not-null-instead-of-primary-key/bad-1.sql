create table currencies (
-- @finds currencies_code_key identifies the rows of currencies by code, but is not declared their primary key
    code text not null unique,
    name text not null,
    country text not null,
    unique (country, name)
);
