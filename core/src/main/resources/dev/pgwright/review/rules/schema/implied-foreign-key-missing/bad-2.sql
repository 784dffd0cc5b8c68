-- @before
create schema shop;
create table shop.order_lines (order_line_id uuid primary key);
create table shop.lines (line_id uuid primary key);
create table shop.people (person_id integer primary key);
create table shop.returns (id bigint primary key, why text);
-- @migration 2
alter table shop.returns
-- @finds shop.returns.order_line_id is called and typed like a reference to shop.order_lines.order_line_id
    add column order_line_id uuid,
-- @finds shop.returns.person_id is called and typed like a reference to shop.people.person_id
    add column person_id integer;
