-- @before
create table prices (id bigint primary key, price int, new_price bigint, fee int, new_fee bigint);
-- @migration 2 transaction
-- the names go on to mean columns
alter table prices drop column price;
alter table prices rename column new_price to price;
alter table prices rename column fee to old_fee;
alter table prices rename column new_fee to fee;
