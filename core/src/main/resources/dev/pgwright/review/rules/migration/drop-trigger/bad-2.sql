-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, at timestamptz);
create function crm.stamp() returns trigger language plpgsql as $$ begin new.at := now(); return new; end $$;
create trigger "Stamp Lead" before update on crm."Lead" for each row execute function crm.stamp();
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds trigger Stamp Lead of crm.Lead
drop trigger if exists "Stamp Lead" on crm."Lead" cascade;
