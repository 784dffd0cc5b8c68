-- @before
create table people (id bigint primary key);
-- @migration 2
create table draft (id bigint);
alter table draft rename to plans;
alter table if exists persons rename to humans;
create temporary table staged (id bigint);
alter table staged rename to loaded;
