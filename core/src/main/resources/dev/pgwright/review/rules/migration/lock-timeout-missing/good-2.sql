-- @before
create table visits (id bigint primary key, note text);
-- @migration 2
-- nothing here keeps anybody waiting
create table visit_kinds (id bigint primary key, name text not null);
create index concurrently visits_note on visits (note);
update visits set note = trim(note) where id = 1;
