-- @before
create table people (id bigint primary key);
create index people_spare on people (id);
create sequence ticket;
-- @migration 2 transaction
-- a swap: the name goes on to mean a table
create table people_by_tenant (id bigint, tenant bigint, primary key (tenant, id));
alter table people rename to people_before;
alter table people_by_tenant rename to people;
-- and what is no table
alter table people_spare rename to people_id;
alter table ticket rename to tickets;
