-- in the schema public, as DBML has it
create table orders (
    id bigint primary key,
-- @finds orders.total is numeric(12,2), and schema.dbml says integer
    total numeric(12, 2) not null,
-- @finds schema.dbml has no column note of orders
    note text);
-- @finds schema.dbml has no table carts
create table carts (id bigint primary key);

-- dbml: Table orders {
-- dbml:   id bigint [pk]
-- dbml:   total int
-- @finds schema.dbml has a column coupon of orders, which is not in the schema
-- dbml:   coupon text
-- dbml: }
-- @finds schema.dbml has a table baskets, which is not in the schema
-- dbml: Table baskets {
-- dbml:   id bigint [pk]
-- dbml: }
