create schema crm;
create type crm.subject as enum ('person', 'company');
create table crm.notes (
    id bigint primary key,
    "subjectKind" crm.subject not null,
    owner_type varchar(40)
);
alter table crm.notes
-- @finds subjectId of crm.notes names a row of the table that subjectKind says
    add column "subjectId" uuid,
-- @finds owner_id of crm.notes
    add column owner_id text;
create table crm.content_types (id bigint primary key, model text not null);
create table crm.tags (
    id bigint primary key,
    content_type_id bigint not null references crm.content_types on delete cascade,
-- @finds object_id of crm.tags names a row of the table that content_type_id says
    object_id bigint not null
);
