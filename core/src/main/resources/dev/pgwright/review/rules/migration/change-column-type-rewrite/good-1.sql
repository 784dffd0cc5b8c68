-- @before
create domain label as text;
create table orders (id integer primary key, code varchar(20), price numeric(8, 2), name varchar(10), at timestamptz(3));
-- @migration 2
alter table orders
    alter column code type varchar(40),
    alter column price type numeric(12, 2),
    alter column name type label,
    alter column at type timestamptz;
