-- @before
create table notes (id bigint primary key, body text);
create function trim_body() returns trigger language plpgsql as $$ begin new.body := trim(new.body); return new; end $$;
create trigger notes_trim before update on notes for each row execute function trim_body();
-- @migration 2
alter table notes enable always trigger notes_trim;
alter table notes disable row level security;
set session_replication_role = origin;
