-- @hba 12 host shop billing 10.0.0.0/255.0.0.0 password
-- @hba 13 hostssl all all samenet ident
-- @says Line 12 of pg_hba.conf has billing send their password from 10.0.0.0/255.0.0.0 in the clear
-- @says Line 13 of pg_hba.conf believes what the machine at samenet says of who all roles are
create table orders (id bigint primary key);
