-- @drifted
-- @says The database has table shop.Items column name with type text, and its applied migrations make it with character varying(40)
-- @says The database has table shop.Items column note, which none of its applied migrations makes
-- @says The database has table shop.Items constraint price_is_positive, which none of its applied migrations makes
-- @before
create schema shop;
create table shop."Items" (id bigint primary key, name varchar(40) not null, price numeric(12, 2) not null);
-- @migration by-hand
alter table shop."Items" alter column name type text;
alter table shop."Items" add column note text;
alter table shop."Items" add constraint price_is_positive check (price > 0);
