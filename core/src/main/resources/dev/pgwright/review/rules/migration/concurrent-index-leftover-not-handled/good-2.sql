-- @before
create table clips (id bigint primary key, owner_id bigint);
-- @migration 2
do $$
begin
    if exists (select from pg_index where indexrelid = to_regclass('clips_owner') and not indisvalid) then
        execute 'drop index clips_owner';
    end if;
end $$;
create index concurrently if not exists clips_owner on clips (owner_id);
-- @migration 3
create table labels (id bigint primary key, word text);
create index concurrently if not exists labels_word on labels (word);
