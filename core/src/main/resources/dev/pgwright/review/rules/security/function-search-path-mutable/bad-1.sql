create table audit (at timestamptz not null, who text not null);
-- @finds note runs with its owner's rights, but its caller decides by search_path which objects it finds
create function note() returns void language sql security definer
as 'insert into audit values (now(), session_user)';
