-- @finds The table name Orders does not match [a-z][a-z0-9_]*
create table "Orders" (
    id bigint primary key,
-- @finds The column name placedAt does not match
    "placedAt" timestamptz not null
);
-- @finds The view name Recent Orders does not match
create view "Recent Orders" as select id from "Orders";
