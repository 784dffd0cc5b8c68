-- @before
create schema hr;
create table hr.people (tenant_id bigint, id bigint, manager_id bigint, primary key (tenant_id, id));
-- @migration 2
-- @finds A row of hr.people cannot be deleted while another one names it in tenant_id, manager_id
alter table hr.people add foreign key (tenant_id, manager_id) references hr.people on delete restrict;
