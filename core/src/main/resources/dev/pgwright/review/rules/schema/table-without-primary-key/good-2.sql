create table customers (id bigint generated always as identity, name text);
alter table customers add primary key (id);
create table imported (line text);
drop table imported;
