-- @unfixed what a statement between them does cannot be seen
-- @before
create table plates (id bigint primary key, size_cm integer);
create table cups (id bigint primary key, plate_id bigint);
create function broken() returns trigger language plpgsql as 'begin delete from cups where plate_id = old.id; return old; end';
create trigger broken after delete on plates for each row execute function broken();
-- @migration 2 transaction
-- @finds Nobody can read or write public.cups
alter table cups add column colour text;
delete from plates where size_cm > 30;
