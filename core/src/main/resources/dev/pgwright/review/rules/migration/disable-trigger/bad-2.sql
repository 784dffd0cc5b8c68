-- @before
create schema "Desk";
create table "Desk"."Case" (id bigint primary key, state text);
create function "Desk".check_state() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger "checkState" before update on "Desk"."Case" for each row execute function "Desk".check_state();
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds With session_replication_role = replica
set local session_replication_role to replica;
alter table "Desk"."Case"
    alter column state set default 'open',
-- @finds The trigger checkState of Desk.Case no longer fires until enabled again
    disable trigger "checkState";
update "Desk"."Case" set state = 'closed';
alter table "Desk"."Case" enable trigger "checkState";
