create table shops (
    id bigint primary key,
    opens_at time not null,
    closes_at time without time zone not null,
    time_zone text not null
);
