-- a trigger is run when a row is written, which is what is meant
create table bookings (id bigint primary key, day date not null);
create function day_is_to_come() returns trigger language plpgsql as $$
begin
    if new.day < current_date then
        raise 'the day has gone';
    end if;
    return new;
end $$;
create trigger day_is_to_come before insert on bookings for each row execute function day_is_to_come();
alter table bookings add constraint known check (day > '2020-01-01'), add constraint said check (concat(day, '') <> '');
