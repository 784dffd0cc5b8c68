create table events (
    id bigint not null primary key,
    at timestamptz not null,
    parent bigint,
    number integer,
    level smallint not null,
    urgent boolean not null,
    seen boolean not null,
    name text,
    marks boolean[]
);
