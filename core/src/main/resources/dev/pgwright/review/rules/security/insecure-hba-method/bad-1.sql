-- @hba 97 host all all 0.0.0.0/0.0.0.0 trust
-- @says Line 97 of pg_hba.conf lets all roles in from 0.0.0.0/0.0.0.0 without any password
create table orders (id bigint primary key);
