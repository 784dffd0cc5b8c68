-- @before
create table coins (id bigint primary key, value integer);
-- @migration 2
do $$
begin
    if not exists (select from pg_attribute where attrelid = 'coins'::regclass and attname = 'metal') then
-- @finds ACCESS EXCLUSIVE on public.coins
        alter table coins add column metal text;
    end if;
end $$;
