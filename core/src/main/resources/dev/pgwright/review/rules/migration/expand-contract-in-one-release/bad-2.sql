-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, "Price" int, amount int);
-- @migration 2 transaction
alter table crm."Lead" add column cents bigint, add column total bigint;
-- @migration 3
do $$
begin
    update crm."Lead" set cents = 100::bigint * "Price" where id between 1 and 1000;
end $$;
-- @migration 4
-- @finds Column Price of crm.Lead is renamed in the same release that fills cents
alter table crm."Lead" rename column "Price" to old_price;
alter table crm."Lead" drop column amount;
