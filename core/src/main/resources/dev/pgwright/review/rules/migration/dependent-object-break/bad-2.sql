-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, "Phone" text, changed timestamptz);
create table crm.log (lead bigint, phone text);
create function crm.twice(n int) returns int language sql immutable as 'select 2 * n';
create function crm.logged() returns trigger language plpgsql as $$
begin
    insert into crm.log values (new.id, new."Phone");
    perform crm.twice(1);
    return new;
end $$;
create trigger lead_logged after update on crm."Lead" for each row execute function crm.logged();
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds names column Phone of crm.Lead
alter table crm."Lead" rename column "Phone" to telephone;
-- @finds names crm.log
alter table crm.log rename to history;
-- @finds names function crm.twice
drop function crm.twice(int);
