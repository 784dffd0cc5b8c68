create table tenants (id bigint primary key);
create schema work;
-- @finds Deleting a row of tenants deletes rows over 3 levels: work.projects, then work.tasks, then work.comments
create table work.projects (id bigint primary key, tenant_id bigint references tenants on delete cascade);
create table work.tasks (id bigint primary key, project_id bigint references work.projects on delete cascade);
create table work.comments (id bigint primary key, task_id bigint references work.tasks on delete cascade);
