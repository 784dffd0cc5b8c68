-- @limit every-float 1
create table samples (
    id bigint generated always as identity primary key,
-- @finds temperature is real
    temperature real not null
);
