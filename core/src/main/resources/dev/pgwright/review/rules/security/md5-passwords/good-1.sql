-- @password-encryption scram-sha-256
create table orders (id bigint primary key);
