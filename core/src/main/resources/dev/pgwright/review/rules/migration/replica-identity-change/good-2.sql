-- @before
create table people (id bigint primary key, code text not null);
create table visits (id bigint, at timestamptz);
-- @migration 2
alter table visits replica identity full;
alter table people replica identity default;
create table draft (id bigint);
alter table draft replica identity nothing;
create unique index people_code on people (code);
drop index people_code;
