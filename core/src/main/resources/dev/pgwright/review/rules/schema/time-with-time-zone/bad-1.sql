create table shops (
    id bigint primary key,
-- @finds opens_at is timetz
    opens_at time with time zone not null,
    closes_at time not null
);
