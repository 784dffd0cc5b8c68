create table planets (id bigserial primary key, name text);
-- @finds public.planets.id
insert into planets (id, name) values (1, 'Mercury'), (2, 'Venus');
