-- @before
create table members (id bigint primary key, tenant bigint, email text, constraint email_once unique (tenant, email));
create index members_tenant on members (tenant, email);
-- @migration 2
create unique index members_email on members (email);
alter table members drop constraint email_once, drop column tenant;
