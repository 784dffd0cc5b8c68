-- @before
create schema stats;
create table stats.hits (page text, at timestamptz);
create table stats.pages (page text primary key, title text);
-- @migration 2 transaction
create table stats.weights (page text primary key, weight numeric);
-- @finds stats.hits, stats.pages
create materialized view if not exists stats.top as
    with counted as (select page, count(*) as hits from stats.hits group by page)
    select title, hits from counted join stats.pages using (page)
    with data;
