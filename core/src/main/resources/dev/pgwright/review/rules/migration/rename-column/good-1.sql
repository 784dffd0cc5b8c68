create table people (id bigint primary key, name text);
alter table people rename column name to full_name;
