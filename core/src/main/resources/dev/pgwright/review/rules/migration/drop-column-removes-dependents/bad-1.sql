-- @before
create table members (id bigint primary key, tenant bigint, email text, constraint email_once unique (tenant, email));
-- @migration 2
-- @finds unique constraint email_once (tenant, email)
alter table members drop column tenant;
