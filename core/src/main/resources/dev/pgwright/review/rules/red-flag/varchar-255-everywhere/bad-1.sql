create table customers (
    id bigint primary key,
-- @finds customers has 3 columns of varchar(255), a limit that does not follow from what they hold
    name varchar(255) not null,
    email varchar(255) not null,
    city varchar(255),
    country varchar(2)
);
