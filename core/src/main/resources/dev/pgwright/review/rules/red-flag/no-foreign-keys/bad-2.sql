-- @limit declared-percent 30
create schema shop;
create table shop.people (person_uuid uuid primary key);
create table shop.visits (
    id bigint primary key,
    person_uuid uuid not null
);
create table shop.calls (id bigint primary key, person_uuid uuid not null);
-- @finds 3 columns reference other tables by their names, such as shop.bills.person_uuid, shop.calls.person_uuid, shop.visits.person_uuid, and only 1 foreign key in the schema checks any
create table shop.bills (id bigint primary key, person_uuid uuid not null);
create table shop.notes (id bigint primary key, person_uuid uuid not null references shop.people on delete cascade);
