-- @password-encryption scram-sha-256
-- @md5 billing
create table orders (id bigint primary key);
