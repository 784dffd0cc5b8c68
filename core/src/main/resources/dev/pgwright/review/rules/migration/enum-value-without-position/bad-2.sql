-- @before
create schema "Shop";
create type "Shop"."Grade" as enum ('a');
-- @migration 2 transaction
-- @finds 'b' becomes the last one of Shop.Grade
alter type "Shop"."Grade" add value if not exists 'b';
