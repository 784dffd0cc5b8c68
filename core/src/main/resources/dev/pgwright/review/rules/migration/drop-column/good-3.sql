-- @before
create table prices (id bigint primary key, price int, new_price bigint);
-- @migration 2 transaction
-- the name goes on to mean a column
alter table prices drop column price;
alter table prices rename column new_price to price;
