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
