-- @unfixed the NOT NULL that is there has to be validated
-- @before
create table visits (id bigint);
create unique index visits_id on visits (id);
alter table visits add constraint visits_id_set not null id not valid;
-- @migration 2
-- @fails 55000
-- @finds is refused while the NOT NULL of id is NOT VALID
alter table visits add primary key using index visits_id;
