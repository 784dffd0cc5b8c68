create table accounts (
-- @finds id holds UUIDs by its length but is varchar(36)
    id varchar(36) primary key,
-- @finds device_uuid holds UUIDs by its name but is text
    device_uuid text not null
);
create table logins (
    id bigint primary key,
-- @finds account_id holds UUIDs by its length but is char(36)
    account_id char(36) not null
);
