create table customers (
-- @finds The key of customers is email, a value from outside: when it changes, every row that refers to it has to change
    email text primary key,
    name text not null,
    born date,
    town text
);
