-- in the schema public, as DBML has it
create type order_status as enum ('open', 'paid');
create table orders (
    id bigint generated always as identity primary key,
    code varchar(20) not null,
    status order_status not null,
    at timestamptz not null) partition by range (id);
create table orders_1 partition of orders for values from (1) to (1000000);
create table flyway_schema_history (installed_rank integer primary key);
-- dbml: Enum order_status {
-- dbml:   open
-- dbml:   paid
-- dbml: }
-- dbml: Table orders {
-- dbml:   id int8 [pk, increment]
-- dbml:   code "character varying" [not null]
-- dbml:   status order_status
-- dbml:   at datetime
-- dbml: }
