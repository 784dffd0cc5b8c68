-- @finds None of the 3 columns of customers besides its key is NOT NULL, so that a row may say nothing at all
create table customers (
    id bigint generated always as identity primary key,
    name text,
    email text default '',
    born date
);
