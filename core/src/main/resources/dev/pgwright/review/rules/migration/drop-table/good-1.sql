create table visits (id bigint primary key);
drop table visits;
create table plans as select 1 as id;
drop table if exists plans cascade;
