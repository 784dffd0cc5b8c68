-- @words kinds index, constraint, trigger
-- @limit max-length 20
create schema shop;
create table shop.orders (
    id bigint,
    total numeric,
    note text,
-- @finds Nothing says what the constraint positive on shop.orders is for
    constraint positive check (total > 0)
);
-- @finds The comment on the index orders_total on shop.orders has 33 characters, more than 20
create index orders_total on shop.orders (total);
comment on index shop.orders_total is 'the report of each month needs it';
create function shop.touch() returns trigger language plpgsql as 'begin return new; end';
-- @finds Nothing says what the trigger touched on shop.orders is for
create trigger touched before update on shop.orders for each row execute function shop.touch();
