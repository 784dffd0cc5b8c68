-- @words columns tenant_id bigint, changed_at timestamp with time zone
-- @words except settings, order_.*
create table orders (id bigint primary key, tenant_id int8 not null, changed_at timestamptz not null);
create table settings (name text primary key, value text);
create table order_states (code text primary key);
