-- @limit max-columns 2
create table tenants (id bigint primary key);
create table lines (
    tenant_id bigint references tenants on delete cascade,
    order_number bigint,
    position integer,
-- @finds The primary key of lines has 3 columns
    primary key (tenant_id, order_number, position)
);
