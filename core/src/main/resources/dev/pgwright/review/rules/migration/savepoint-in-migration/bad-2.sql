-- @before
create table plots (id bigint primary key, owner text);
-- @migration 2
do $$
declare
    plot record;
begin
    for plot in select id from plots loop
-- @finds Every turn of the loop
        begin
            update plots set owner = upper(owner) where id = plot.id;
        exception when others then
            raise notice 'plot % failed', plot.id;
        end;
    end loop;
end $$;
