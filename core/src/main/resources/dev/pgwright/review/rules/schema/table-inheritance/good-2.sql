create table people (id bigint primary key, name text not null);
create table employees (salary numeric) inherits (people);
alter table employees no inherit people;
create table members (like people including all, person_id bigint references people on delete cascade);
