create table products (id bigint primary key, name text not null);
-- @finds product_attributes keeps what belongs to product_id as pairs of attribute_name and attribute_value
create table product_attributes (
    product_id bigint not null references products,
    attribute_name text not null,
    attribute_value text,
    primary key (product_id, attribute_name)
);
