create extension pg_trgm;
create table customers (id bigint primary key, name text not null);
create index customers_name on customers using gin (name gin_trgm_ops);
create view found as select id from customers where name ilike '%ada%' or name ~ 'ada';
create view all_found as select id from customers where name ilike '%ada%';
