create domain person_number as bigint not null;
create table people (
    tenant_id bigint not null,
    id person_number,
    manager_id bigint,
    deputy_id bigint not null,
    primary key (tenant_id, id),
-- @finds SET NULL has nothing to set tenant_id to
    foreign key (tenant_id, manager_id) references people on delete set null,
-- @finds SET DEFAULT has nothing to set tenant_id to
    foreign key (tenant_id, deputy_id) references people on delete set default
);
create table badges (code text primary key);
create table doors (
    id bigint primary key,
-- @finds Changing the key of badges fails while doors refers to it: SET NULL has nothing to set badge to
    badge text not null references badges on delete cascade on update set null
);
