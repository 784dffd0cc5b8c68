create table departures (
    id bigint primary key,
    train text not null,
    leaves_at timestamp not null,
    station_time_zone text not null
);
create table alarms (id bigint primary key, local_ring_time timestamp not null);
