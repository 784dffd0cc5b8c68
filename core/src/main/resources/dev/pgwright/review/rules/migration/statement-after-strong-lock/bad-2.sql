-- @before
create schema "Zoo";
create table "Zoo"."Animal" (id bigint primary key, kind text);
create table "Zoo"."Visit" (id bigint primary key, animal_id bigint);
-- @migration 2
begin;
create trigger suppress before update on "Zoo"."Animal" for each row execute function suppress_redundant_updates_trigger();
-- @finds nobody can write to Zoo.Animal
create table "Zoo"."Copy" as select * from "Zoo"."Animal";
commit;
-- @migration 3 transaction
alter table "Zoo"."Animal" alter column kind type varchar(9);
-- both are slow, so another order would not help
-- @finds nobody can read or write Zoo.Animal
create index "Visit_animal" on "Zoo"."Visit" (animal_id);
