create table customers (id bigint primary key, external_number integer);
create table suppliers (id bigint primary key, external_number text);
alter table suppliers alter column external_number type integer using external_number::integer;
create table parts (id uuid primary key, external_number bigint);
alter table parts drop column external_number;
