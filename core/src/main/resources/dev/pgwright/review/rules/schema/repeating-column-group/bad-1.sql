create table customers (
    id bigint primary key,
    phone1 text,
    phone2 text,
-- @finds customers has 3 columns phone1 to phone3: a list
    phone3 text
);
