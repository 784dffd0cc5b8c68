-- @before
create table visits (id bigint primary key, at date, state text);
create index visits_at on visits (at);
create table lines (id bigint primary key, state text);
create index lines_todo on lines (id) where state is null;
-- @migration 2
delete from visits where id in (select id from visits where at < date '2020-01-01' limit 1000);
update lines set state = 'x' where id in (select id from lines where state is null limit 1000);
