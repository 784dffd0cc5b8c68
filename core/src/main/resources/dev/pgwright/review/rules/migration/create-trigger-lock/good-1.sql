-- @before
create table notes (id bigint primary key, changed_at timestamptz);
-- @migration 2 transaction
set local lock_timeout = '2s';
create function touch() returns trigger language plpgsql as $$ begin new.changed_at := now(); return new; end $$;
create trigger notes_touch before update on notes for each row execute function touch();
