-- @words broad-roles shop_guest
do $$ begin create role shop_guest; exception when duplicate_object then null; end $$;
create schema shop;
grant usage on schema shop to shop_guest;
create table shop."Cards" (
    id bigint primary key,
-- @finds The name of shop.Cards.cardNumber says that it holds a secret, and shop_guest may read it
    "cardNumber" varchar(19) not null,
    secret_word text
);
grant select (id, "cardNumber") on shop."Cards" to shop_guest;
