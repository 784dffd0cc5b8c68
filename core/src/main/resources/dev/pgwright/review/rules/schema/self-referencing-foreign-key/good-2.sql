create schema archive;
create table people (id bigint primary key, manager_id bigint);
create table archive.people (id bigint primary key, manager_id bigint references people);
alter table people add foreign key (manager_id) references people;
alter table people drop constraint people_manager_id_fkey;
