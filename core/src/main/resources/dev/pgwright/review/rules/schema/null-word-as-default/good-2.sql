create table contacts (id bigint generated always as identity primary key, fax text default 'NULL');
alter table contacts alter column fax drop default;
