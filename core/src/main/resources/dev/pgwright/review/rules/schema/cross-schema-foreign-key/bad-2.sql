-- @before
create schema crm;
create table crm.people (id bigint primary key);
create schema hr;
create table hr.contracts (id bigint primary key, person_id bigint);
-- @migration 2
-- @finds hr.contracts refers to crm.people
alter table hr.contracts add foreign key (person_id) references crm.people not valid;
