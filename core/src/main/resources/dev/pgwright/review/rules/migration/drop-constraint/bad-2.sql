-- @before
create schema crm;
create table crm."Lead" (id bigint constraint lead_key primary key, email text constraint "Email Once" unique,
    age int constraint age_sane check (age > 0));
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table crm."Lead"
    add constraint age_small check (age < 200) not valid,
-- @finds unique constraint Email Once of crm.Lead
    drop constraint "Email Once",
-- @finds primary key lead_key
    drop constraint if exists lead_key;
