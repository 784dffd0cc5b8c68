create table visits (id serial primary key, place text);
alter table visits alter column id type bigint;
alter sequence visits_id_seq as bigint;
create table counted (id integer generated always as identity primary key);
alter table counted alter column id type bigint;
