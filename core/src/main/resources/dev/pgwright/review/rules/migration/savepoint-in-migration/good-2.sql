do $$
begin
    create type soil as enum ('clay', 'sand');
exception when duplicate_object then
    null;
end $$;
