create table teams (id bigint primary key, name varchar(12), bits bit varying(8));
alter table teams alter column name type text;
