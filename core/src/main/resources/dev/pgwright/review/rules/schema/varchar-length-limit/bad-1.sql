create table customers (
    id bigint primary key,
-- @finds name is varchar(80)
    name varchar(80) not null,
    note varchar,
-- @finds tags is varchar(20)[]
    tags varchar(20)[]
);
