create table accounts (
    id uuid primary key,
    device_uuid uuid not null,
    note varchar(36),
    checksum varchar(32) not null
);
