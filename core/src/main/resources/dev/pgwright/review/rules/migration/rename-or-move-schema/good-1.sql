create schema shop;
create table shop.orders (id bigint primary key);
create type shop.tone as enum ('grey');
create function public.twice(n int) returns int language sql as 'select 2 * n';
alter function public.twice(int) set schema shop;
alter table shop.orders set schema public;
alter schema shop rename to store;
