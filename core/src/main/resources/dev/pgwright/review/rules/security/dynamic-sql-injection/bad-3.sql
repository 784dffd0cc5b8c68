create table tags (id bigint primary key, tag text);
-- @finds The value of new.tag becomes a part of the SQL
create function tagged() returns trigger language plpgsql as $$
begin
    execute 'select ' || new.id;
    execute 'select 1 as ' || new.tag;
    return new;
end $$;
create trigger tagged after insert on tags for each row execute function tagged();
