create table notes (id bigint primary key, body text);
create function trim_body() returns trigger language plpgsql as $$ begin new.body := trim(new.body); return new; end $$;
create trigger notes_trim before insert on notes for each row execute function trim_body();
alter table notes disable trigger user;
insert into notes values (1, ' as it was ');
alter table notes enable trigger user;
