create table seats (
    country text,
    city text,
    hall text,
    row_name text,
    seat integer,
-- @finds The primary key of seats has 5 columns
    primary key (country, city, hall, row_name, seat)
);
