create table later ();
alter table later add column id bigint primary key, add column note text;
create temporary table picked (id bigint);
create table base_event (at timestamptz);
create table logins (who text) inherits (base_event);
