create schema "Shop";
create table "Shop".orders (tenant int, id bigint, primary key (tenant, id));
create table "Shop".lines (
    tenant int not null,
    "order" bigint not null,
    line int not null,
    sku text,
    primary key (tenant, line, "order"),
-- @finds Deleting a row of Shop.orders reads all rows of Shop.lines with its tenant, as no index begins with tenant, order
    foreign key (tenant, "order") references "Shop".orders on delete cascade
);
