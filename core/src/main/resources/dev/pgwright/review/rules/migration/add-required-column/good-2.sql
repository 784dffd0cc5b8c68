-- @before
create table members (id bigint primary key, name text not null);
-- @migration 2
create table guests (id bigint primary key);
alter table guests add column name text not null;
alter table members add column if not exists name text not null;
alter table members add column number bigint generated always as identity not null;
