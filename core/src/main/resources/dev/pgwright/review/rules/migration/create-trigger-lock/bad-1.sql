-- @before
create table notes (id bigint primary key, changed_at timestamptz);
create function touch() returns trigger language plpgsql as $$ begin new.changed_at := now(); return new; end $$;
-- @migration 2
-- @finds Creating the trigger notes_touch on public.notes waits for its lock without limit
create trigger notes_touch before update on notes for each row execute function touch();
