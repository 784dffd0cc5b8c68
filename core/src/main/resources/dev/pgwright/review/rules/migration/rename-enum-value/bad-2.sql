-- @before
create schema "Shop";
create type "Shop"."Tone" as enum ('Grey', 'Red');
-- @migration 2 transaction
create type size as enum ('s', 'm');
alter type size rename value 's' to 'small';
-- @finds 'Grey' of Shop.Tone
alter type "Shop"."Tone" rename value 'Grey' to 'Gray';
