-- @password-encryption scram-sha-256
-- @md5 billing
-- @says The password of billing is kept as MD5, which is enough to log in with
create table orders (id bigint primary key);
