-- @table plans 400 65536
create table plans (id bigint, name text);
alter table plans replica identity full;
create table visits (id bigint, at date, primary key (id, at)) partition by range (at);
create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
create table logins (who text, at timestamptz);
create publication changes for table plans, visits, logins;
alter publication changes drop table logins;
