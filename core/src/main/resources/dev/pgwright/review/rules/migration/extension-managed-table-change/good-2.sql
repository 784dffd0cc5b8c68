-- the table is made and handed over here
create function create_distributed_table(table_name regclass, column_name text) returns void language sql as 'select';
create table orders (id bigint, tenant_id bigint);
create index on orders (tenant_id);
select create_distributed_table('orders', 'tenant_id');
