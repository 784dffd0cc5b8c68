-- @words table tbl_.*
-- @words column [A-Za-z]+
-- @words unique {table}_{columns}_key
-- @words index {table}_{columns}_idx
create table tbl_orders (
    "OrderId" bigint primary key,
    code text unique
);
create index tbl_orders_expr_code_idx on tbl_orders (lower(code), code);
