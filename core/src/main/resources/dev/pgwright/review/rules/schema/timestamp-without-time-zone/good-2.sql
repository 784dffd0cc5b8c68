create table orders (
    id bigint primary key,
    placed_at timestamp not null,
    day date,
    opens time
);
alter table orders alter column placed_at type timestamptz using placed_at at time zone 'UTC';
