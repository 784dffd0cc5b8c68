create table audit (at timestamptz not null, who text not null);
create function seen() returns bigint language sql security definer
begin atomic
    select count(*) from audit;
end;
create function twice(n int) returns int language sql as 'select 2 * n';
create function thrice(n int) returns int language sql security definer as 'select 3 * n';
alter function thrice(int) security invoker;
