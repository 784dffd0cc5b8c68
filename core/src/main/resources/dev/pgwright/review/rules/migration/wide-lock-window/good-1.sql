-- @before
create table drivers (id bigint primary key);
create table tours (id bigint primary key);
-- @migration 2
begin;
alter table drivers add column phone text;
commit;
begin;
alter table tours add column started_at timestamptz;
commit;
