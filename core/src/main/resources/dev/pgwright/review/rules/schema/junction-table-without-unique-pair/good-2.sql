-- these tell of something that can happen more than once
create table users (id bigint primary key);
create table devices (id bigint primary key);
create table logins (
    id bigint primary key,
    user_id bigint not null references users,
    device_id bigint not null references devices,
    address inet not null
);
create table user_devices (user_id bigint references users, device_id bigint references devices, since date,
    primary key (user_id, device_id, since));
