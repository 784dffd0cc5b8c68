create table products (id bigint primary key, name text not null, attributes jsonb not null default '{}');
create table settings (key text primary key, value text not null);
create table attribute_types (id bigint primary key, name text not null);
create table allowed_values (
    id bigint primary key,
    parent_id bigint references allowed_values,
    attribute_type_id bigint references attribute_types,
    value text not null
);
create table product_names (product_id bigint references products, language text, name text, primary key (product_id, language));
