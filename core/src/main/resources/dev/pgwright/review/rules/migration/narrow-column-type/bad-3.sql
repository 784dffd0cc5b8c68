-- @before
create domain code as varchar(40);
create table items (id bigint primary key, code code, weights double precision[]);
-- @migration 2
alter table items
-- @finds from varchar(40) to varchar(20): longer texts make it fail
    alter column code type varchar(20),
-- @finds values lose digits that it cannot hold
    alter column weights type real[];
