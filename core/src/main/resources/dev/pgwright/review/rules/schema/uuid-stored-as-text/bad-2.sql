create table sessions (
-- @finds id holds UUIDs by its length but is text
    id text primary key default gen_random_uuid()::text,
    note text
);
create table tokens (
-- @finds id holds UUIDs by its length but is varchar(32)
    id varchar(32) primary key,
-- @finds session_guid holds UUIDs by its name
    session_guid varchar(38)
);
