-- @unfixed the view has no unique index on columns
-- @before
create schema stats;
create table stats.hits (page text);
create materialized view stats."Top" as select page, count(*) as hits from stats.hits group by page with no data;
refresh materialized view stats."Top";
create unique index on stats."Top" (lower(page));
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds Refreshing stats.Top
refresh materialized view stats."Top" with data;
