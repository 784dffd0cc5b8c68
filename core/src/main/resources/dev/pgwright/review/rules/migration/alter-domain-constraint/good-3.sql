-- @before
create domain amount as numeric;
create domain price as amount;
create table offers (id bigint primary key, limits amount);
-- @migration 2
-- the table has a column of the domain below, which nothing asks for the new constraint
alter domain price add constraint price_limit check (value < 1000000);
