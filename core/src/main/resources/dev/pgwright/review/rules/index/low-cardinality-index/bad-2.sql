-- @limit max-values 8
create schema "Shop";
create domain "Shop".yes as boolean;
create type "Shop".state as enum ('new', 'paid', 'sent', 'done');
create table "Shop".orders (id bigint, state "Shop".state, open "Shop".yes) partition by hash (id);
-- @finds orders_state of Shop.orders has only 8 values of state, open
create index orders_state on "Shop".orders (state, open);
