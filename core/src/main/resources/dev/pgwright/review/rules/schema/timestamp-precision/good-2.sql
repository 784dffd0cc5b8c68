create table laps (
    id bigint primary key,
    ended timestamptz(0),
    took interval(0),
    price numeric(10, 2)
);
alter table laps alter column ended type timestamptz;
