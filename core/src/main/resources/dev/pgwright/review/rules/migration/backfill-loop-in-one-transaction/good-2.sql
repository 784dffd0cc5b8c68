-- @before
create table fish (id bigint primary key, weight numeric);
-- @migration 2 transaction
create table kinds (id bigint primary key, word text);
do $$
declare
    one text;
begin
    foreach one in array array['carp', 'eel'] loop
        insert into kinds values (length(one), one);
        update fish set weight = 0 where id = length(one);
    end loop;
    for turn in 1..3 loop
        update fish set weight = turn where id = turn;
    end loop;
end $$;
create function weigh() returns void language plpgsql as $$
begin
    loop
        update fish set weight = 1 where weight is null;
        exit when not found;
    end loop;
end $$;
