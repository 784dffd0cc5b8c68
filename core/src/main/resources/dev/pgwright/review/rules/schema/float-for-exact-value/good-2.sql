-- measured, not counted
create table samples (
    id bigint generated always as identity primary key,
    temperature real not null,
    heart_rate real,
    rainfall_amount double precision,
    total_distance double precision
);
