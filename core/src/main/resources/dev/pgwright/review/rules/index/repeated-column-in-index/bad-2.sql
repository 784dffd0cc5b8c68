create schema shop;
create table shop.customers (id bigint primary key, "E-Mail" text, name text);
-- @finds customers_mail of shop.customers has E-Mail twice
create index customers_mail on shop.customers ("E-Mail") include (name, "E-Mail");
-- @finds customers_name of shop.customers has lower(name) twice
create index customers_name on shop.customers (lower(name), lower(name) text_pattern_ops);
-- @finds customers_name_2 of shop.customers has name twice
create index customers_name_2 on shop.customers (id) include (name, name);
