create table customers (id bigint primary key, name text, email text);
create index customers_name on customers (lower(name), name);
create index customers_email on customers (email) include (name);
-- two orders of one column
create index customers_both on customers (name collate "C", name);
