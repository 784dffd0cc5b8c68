do $$
begin
    create type metal as enum ('gold', 'silver');
exception when duplicate_object then
    null;
end $$;
create table coins (id bigint primary key, value integer);
do $$ begin execute 'alter table ' || 'coins add column metal metal'; end $$;
