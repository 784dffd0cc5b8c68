-- what PostgreSQL 15 added
create table a (x int unique nulls not distinct, y int, primary key (x), unique (x, y));
create unique index a_nulls on a (y, x) nulls not distinct;
create table b (x int, y int, foreign key (x, y) references a (x, y) on delete set null (y));
create view v with (security_invoker = true) as select x from a;
create table no_columns ();
