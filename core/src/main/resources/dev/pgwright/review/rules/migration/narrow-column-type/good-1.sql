-- @before
create table items (
    id integer primary key,
    code text,
    price numeric(8, 2),
    amount integer,
    constraint code_short check (length(code) <= 20),
    constraint amount_small check (amount between 0 and 1000)
);
-- @migration 2
alter table items
    alter column id type bigint,
    alter column price type numeric(12, 2),
    alter column code type varchar(20),
    alter column amount type smallint;
