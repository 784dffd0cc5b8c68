create schema shop;
-- @finds The name of the schema shop_staging says
create schema shop_staging;
-- @finds The name of the schema DevBilling says
create schema "DevBilling";
