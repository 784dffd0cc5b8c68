-- @table public.readings 90000000 7000000000
create table sensors (id bigint primary key);
create table public.readings (
    at timestamptz not null,
-- @finds Deleting a row of sensors deletes its rows of readings, which has 90 M rows
    sensor_id bigint not null references sensors on delete cascade,
    primary key (sensor_id, at)
);
