-- @limit least-names 4
create table customers (id bigint primary key, created_at timestamptz, name text, birthday date);
create table orders (id bigint primary key, paid_at timestamptz, note text);
create table news (id bigint primary key, sent_at timestamptz, title text);
create table order_history (id bigint primary key, changed_at timestamptz, moment timestamptz);
create table addresses (id bigint primary key, seen_at timestamptz);
create table order_addresses (order_id bigint references orders, address_id bigint references addresses,
    primary key (order_id, address_id));
