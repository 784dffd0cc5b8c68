-- @query visits.sql:4: select v.id from visits v where v.customer_id = $1 order by v.id
-- @before
create table visits (id bigint primary key, customer_id bigint, at date);
create index visits_customer on visits (customer_id, at);
-- @migration 2
-- @finds no other index begins with customer_id, by which 1 known query: visits.sql:4 looks for rows
drop index visits_customer;
