-- @words denied-types money -> numeric, timestamp -> timestamptz, varchar(255)
create table orders (
    id bigint primary key,
-- @finds total is money, which is on the list of denied types
    total money,
-- @finds made is timestamp(3), which is on the list of denied types
    made timestamp(3),
-- @finds note is varchar(255)
    note varchar(255),
    code varchar(20)
);
