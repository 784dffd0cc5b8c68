-- @finds The columns of events stand in an order that wastes about 24 bytes in each row
create table events (
    urgent boolean not null,
    id bigint not null primary key,
    seen boolean not null,
    at timestamptz not null,
    level smallint not null,
    parent bigint,
    done boolean not null
);
