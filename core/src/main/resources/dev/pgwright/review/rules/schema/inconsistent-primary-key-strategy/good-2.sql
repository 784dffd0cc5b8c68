-- too few to tell
create table customers (id bigint generated always as identity primary key);
create table orders (id uuid primary key);
create table lines (id serial primary key);
