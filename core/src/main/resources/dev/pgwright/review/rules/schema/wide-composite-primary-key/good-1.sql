create table seats (
    id bigint primary key,
    country text not null,
    city text not null,
    hall text not null,
    row_name text not null,
    seat integer not null,
    unique (country, city, hall, row_name, seat)
);
create table places (country text, city text, hall text, row_name text, primary key (country, city, hall, row_name));
