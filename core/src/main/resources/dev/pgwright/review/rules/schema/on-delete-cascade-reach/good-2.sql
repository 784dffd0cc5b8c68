-- @limit max-levels 3
create table tenants (id bigint primary key);
create table projects (id bigint primary key, tenant_id bigint references tenants on delete cascade);
create table tasks (
    id bigint primary key,
    project_id bigint references projects on delete cascade,
    parent_id bigint references tasks on delete cascade
);
create table comments (id bigint primary key, task_id bigint references tasks on delete cascade);
create table audits (id bigint primary key);
create table audit_lines (id bigint primary key, audit_id bigint references audits on delete cascade);
