create table planets (id bigserial primary key, name text);
insert into planets (name) values ('Mercury');
insert into planets values (default, 'Venus'), (0, 'none'), (nextval('planets_id_seq'), 'Earth');
create table moons (id integer generated always as identity primary key, name text);
insert into moons overriding user value values (7, 'Io');
create table stars (id uuid primary key default gen_random_uuid(), code integer unique);
insert into stars values ('00000000-0000-0000-0000-000000000001', 1);
