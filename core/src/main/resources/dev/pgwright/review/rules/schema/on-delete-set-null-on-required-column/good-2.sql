create table people (
    tenant_id bigint not null,
    id bigint not null,
    manager_id bigint,
    primary key (tenant_id, id),
    foreign key (tenant_id, manager_id) references people on delete set null (manager_id)
);
create table notes (id bigint primary key, tenant_id bigint not null, person_id bigint);
alter table notes add foreign key (tenant_id, person_id) references people on delete set null;
alter table notes alter column tenant_id drop not null;
