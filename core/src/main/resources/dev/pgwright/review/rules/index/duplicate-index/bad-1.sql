create table customers (
    id bigint primary key,
    email text not null unique
);
-- @finds customers_email_idx of customers is the same index as that of its constraint customers_email_key, and every write keeps both
create index customers_email_idx on customers (email);
-- @finds customers_id of customers is the same index as that of its primary key customers_pkey
create unique index customers_id on customers (id);
